// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.name.Names;
import java.time.LocalDate;
import java.util.regex.Pattern;

/// What to import.
///
/// @param environment the environment whose servers were read
/// @param topics matches whole names
/// @param domain the domain that will own the topics
/// @param isWithoutSchema whether topics without a registered schema get an open JSON Schema
/// @param today decides what has expired, and when grants end
public record ImportRequest(
    String environment, Pattern topics, String domain, boolean isWithoutSchema, LocalDate today) {

  public ImportRequest {
    Names.requireName(domain);
  }
}
