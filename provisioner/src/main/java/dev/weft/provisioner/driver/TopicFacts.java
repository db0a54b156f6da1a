// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of the use of a topic.
///
/// @param sentences for people; one that says so where there is no use
/// @param active consumer groups that have members now, or whose members are unknown
/// @param newest time of the newest record; null when there is none, or none with a time
public record TopicFacts(List<String> sentences, List<String> active, @Nullable Instant newest) {
  public TopicFacts {
    sentences = List.copyOf(sentences);
    active = List.copyOf(active);
  }
}
