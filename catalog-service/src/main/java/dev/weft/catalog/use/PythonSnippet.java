// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

/// A Python program with librdkafka's client.
final class PythonSnippet {

  private PythonSnippet() {}

  static String of(Connection to) {
    String login =
        to.usesTokens()
            ? """
                "sasl.oauthbearer.method": "oidc",
                "sasl.oauthbearer.token.endpoint.url": "%s",
                "sasl.oauthbearer.client.id": "%s",
                "sasl.oauthbearer.client.secret": os.environ["WEFT_CLIENT_SECRET"],
            """
                .formatted(to.tokenUrlOrEmpty(), to.clientId())
            : "";
    return """
    # pip install confluent-kafka
    import os

    from confluent_kafka import Consumer

    consumer = Consumer({
        "bootstrap.servers": "%1$s",
        "group.id": "%2$s",
        "auto.offset.reset": "earliest",
        "security.protocol": "%3$s",
        "sasl.mechanism": "%4$s",
    %5$s})
    consumer.subscribe(["%6$s"])
    for message in consumer.consume(num_messages=5, timeout=20):
        if message.error():
            raise SystemExit(message.error())
        print(message.key(), message.value())  # %7$s `%8$s`
    consumer.close()
    """
        .formatted(
            to.bootstrap(),
            to.group(),
            to.protocol(),
            to.mechanism(),
            login,
            to.topic(),
            to.format(),
            to.schemaName());
  }
}
