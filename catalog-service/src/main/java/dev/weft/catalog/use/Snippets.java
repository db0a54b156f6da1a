// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

import dev.weft.catalog.use.Use.Snippet;
import java.util.List;

/// Programs that read the first records. Secrets are never in them, only the variable that holds
/// them.
final class Snippets {

  private Snippets() {}

  static List<Snippet> of(Connection to) {
    return List.of(
        new Snippet("console", "Terminal", "bash", console(to)),
        new Snippet("java", "Java", "java", JavaSnippet.of(to)),
        new Snippet("python", "Python", "python", PythonSnippet.of(to)),
        new Snippet("kcat", "kcat", "bash", kcat(to)),
        new Snippet("quarkus", "Quarkus", "properties", QuarkusSnippet.of(to)));
  }

  /// Kafka's own console consumer; shows values of Avro and Protobuf as their bytes are.
  private static String console(Connection to) {
    String login =
        to.usesTokens()
            ? """
            sasl.login.callback.handler.class=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler
            sasl.oauthbearer.token.endpoint.url=%1$s
            sasl.oauthbearer.client.credentials.client.id=%2$s
            sasl.oauthbearer.client.credentials.client.secret=${WEFT_CLIENT_SECRET}
            sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;
            """
                .formatted(to.tokenUrlOrEmpty(), to.clientId())
            : "";
    String allowed =
        to.usesTokens()
            ? "export KAFKA_OPTS=\"-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=%s\"\n"
                .formatted(to.tokenUrlOrEmpty())
            : "";
    return """
    : "${WEFT_CLIENT_SECRET:?set it to the secret of %1$s}"
    settings=$(mktemp) && chmod 600 "$settings"
    cat > "$settings" <<EOF
    security.protocol=%2$s
    sasl.mechanism=%3$s
    %4$sEOF
    %5$s%9$s \\
      --bootstrap-server %6$s \\
      --command-config "$settings" \\
      --topic %7$s \\
      --group %8$s \\
      --from-beginning --max-messages 5 --timeout-ms 20000
    rm -f "$settings"
    """
        .formatted(
            to.clientId(),
            to.protocol(),
            to.mechanism(),
            login,
            allowed,
            to.bootstrap(),
            to.topic(),
            to.group(),
            to.consoleConsumer());
  }

  private static String kcat(Connection to) {
    String decode =
        to.format().equals("avro") && to.registry() != null
            ? " \\\n  -s value=avro -r " + to.confluentRegistry()
            : "";
    String login =
        to.usesTokens()
            ? """
            \\
             -X sasl.oauthbearer.method=oidc \\
             -X sasl.oauthbearer.token.endpoint.url=%s \\
             -X sasl.oauthbearer.client.id=%s \\
             -X sasl.oauthbearer.client.secret="$WEFT_CLIENT_SECRET\"\
            """
                .formatted(to.tokenUrlOrEmpty(), to.clientId())
            : "";
    return """
    kcat -b %1$s -G %2$s %3$s -o beginning -c 5 \\
      -X security.protocol=%4$s \\
      -X sasl.mechanism=%5$s%6$s%7$s
    """
        .formatted(
            to.bootstrap(), to.group(), to.topic(), to.protocol(), to.mechanism(), login, decode);
  }
}
