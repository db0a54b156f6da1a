// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

/// A Java program with the plain client and Apicurio's deserializer.
final class JavaSnippet {

  private JavaSnippet() {}

  static String of(Connection to) {
    String registry =
        to.registry() == null
            ? ""
            : """
            settings.put("apicurio.registry.url", "%s");
            %s\
            """
                .formatted(to.registry(), registryLogin(to))
                .indent(4);
    return """
    import java.time.Duration;
    import java.util.List;
    import java.util.Properties;
    import org.apache.kafka.clients.consumer.KafkaConsumer;

    public final class ReadFirstRecords {
      public static void main(String[] arguments) {
        String secret = System.getenv("WEFT_CLIENT_SECRET");
        Properties settings = new Properties();
        settings.put("bootstrap.servers", "%1$s");
        settings.put("group.id", "%2$s");
        settings.put("auto.offset.reset", "earliest");
        settings.put("security.protocol", "%3$s");
        settings.put("sasl.mechanism", "%4$s");
        settings.put("key.deserializer", "%5$s");
        settings.put("value.deserializer", "%6$s");
    %7$s%8$s    try (KafkaConsumer<Object, Object> consumer = new KafkaConsumer<>(settings)) {
          consumer.subscribe(List.of("%9$s"));
          consumer.poll(Duration.ofSeconds(20)).forEach(each -> System.out.println(each.value()));
        }
      }
    }
    """
        .formatted(
            to.bootstrap(),
            to.group(),
            to.protocol(),
            to.mechanism(),
            Deserializers.key(to),
            Deserializers.value(to),
            login(to),
            registry,
            to.topic());
  }

  private static String login(Connection to) {
    return to.usesTokens()
        ? """
        // The client only asks token endpoints that are allowed.
        System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", "%1$s");
        settings.put("sasl.login.callback.handler.class",
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        settings.put("sasl.jaas.config",
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        settings.put("sasl.oauthbearer.token.endpoint.url", "%1$s");
        settings.put("sasl.oauthbearer.client.credentials.client.id", "%2$s");
        settings.put("sasl.oauthbearer.client.credentials.client.secret", secret);
        """
            .formatted(to.tokenUrlOrEmpty(), to.clientId())
            .indent(4)
        : "";
  }

  private static String registryLogin(Connection to) {
    return to.usesTokens()
        ? """
        settings.put("apicurio.registry.auth.service.token.endpoint", "%s");
        settings.put("apicurio.registry.auth.client.id", "%s");
        settings.put("apicurio.registry.auth.client.secret", secret);
        """
            .formatted(to.tokenUrlOrEmpty(), to.clientId())
        : "";
  }
}
