// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

import java.util.Locale;

/// Settings of a Quarkus application with reactive messaging.
final class QuarkusSnippet {

  private QuarkusSnippet() {}

  static String of(Connection to) {
    String channel = to.topic().substring(to.topic().lastIndexOf('.', to.topic().length() - 1) + 1);
    String[] parts = to.topic().split("\\.", -1);
    String name = parts.length > 2 ? parts[2].toLowerCase(Locale.ROOT) : channel;
    String login =
        to.usesTokens()
            ? """
            kafka.sasl.login.callback.handler.class=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler
            kafka.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;
            kafka.sasl.oauthbearer.token.endpoint.url=%s
            kafka.sasl.oauthbearer.client.credentials.client.id=%s
            kafka.sasl.oauthbearer.client.credentials.client.secret=${WEFT_CLIENT_SECRET}
            # and start the JVM with -Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=%1$s
            """
                .formatted(to.tokenUrlOrEmpty(), to.clientId())
            : "";
    String registry =
        to.registry() == null
            ? ""
            : "mp.messaging.connector.smallrye-kafka.apicurio.registry.url=" + to.registry() + "\n";
    return """
    kafka.bootstrap.servers=%1$s
    kafka.security.protocol=%2$s
    kafka.sasl.mechanism=%3$s
    %4$s%5$smp.messaging.incoming.%6$s.connector=smallrye-kafka
    mp.messaging.incoming.%6$s.topic=%7$s
    mp.messaging.incoming.%6$s.group.id=%8$s
    mp.messaging.incoming.%6$s.auto.offset.reset=earliest
    mp.messaging.incoming.%6$s.key.deserializer=%9$s
    mp.messaging.incoming.%6$s.value.deserializer=%10$s
    """
        .formatted(
            to.bootstrap(),
            to.protocol(),
            to.mechanism(),
            login,
            registry,
            name,
            to.topic(),
            to.groupPrefix() + "main",
            Deserializers.key(to),
            Deserializers.value(to));
  }
}
