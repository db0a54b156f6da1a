// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/// What the catalog answers.
///
/// @param status the HTTP status
/// @param body the JSON body
public record Answer(int status, JsonNode body) {

  /// The body of an answer that has to be good.
  public JsonNode require(int expected) {
    assertThat(status).as(body.toPrettyString()).isEqualTo(expected);
    return body;
  }

  /// What a problem says.
  public String detail() {
    return body.path("detail").asText();
  }
}
