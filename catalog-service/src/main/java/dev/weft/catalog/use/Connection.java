// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

import org.jspecify.annotations.Nullable;

/// What a reader has to know.
///
/// @param topic the topic
/// @param format `avro`, `protobuf` or `json`
/// @param schemaName full name of the record or message
/// @param keyType `string`, `long`, `uuid` or `bytes`
/// @param bootstrap bootstrap servers
/// @param protocol Kafka's `security.protocol`
/// @param mechanism Kafka's `sasl.mechanism`
/// @param tokenUrl where to get tokens
/// @param registry base URL of the registry's API
/// @param clientId the application's client
/// @param groupPrefix what consumer groups begin with
/// @param consoleConsumer the command of Kafka's console consumer
record Connection(
    String topic,
    String format,
    String schemaName,
    String keyType,
    String bootstrap,
    String protocol,
    String mechanism,
    @Nullable String tokenUrl,
    @Nullable String registry,
    String clientId,
    String groupPrefix,
    String consoleConsumer) {

  /// A group of this application, for a first look.
  String group() {
    return groupPrefix + "first-look";
  }

  /// Whether the application logs in with tokens of the identity provider.
  boolean usesTokens() {
    return mechanism.equals("OAUTHBEARER") && tokenUrl != null;
  }

  String tokenUrlOrEmpty() {
    return tokenUrl == null ? "" : tokenUrl;
  }

  String registryOrEmpty() {
    return registry == null ? "" : registry;
  }

  /// The registry's API that speaks Confluent's language, for clients that expect that.
  String confluentRegistry() {
    return registryOrEmpty().replaceFirst("/apis/registry/v3/?$", "/apis/ccompat/v7");
  }
}
