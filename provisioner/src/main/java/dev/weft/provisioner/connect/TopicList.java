// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The setting `topics` of MirrorMaker: regular expressions with commas between them. Weft writes
/// each topic by its name, so that nothing is mirrored that nobody wanted.
final class TopicList {

  /// An expression that no topic matches; an empty setting would mean every topic.
  static final String NONE = "(?!)";

  private TopicList() {}

  static String of(Collection<String> topics) {
    return topics.isEmpty()
        ? NONE
        : new TreeSet<>(topics)
            .stream().map(topic -> topic.replace(".", "\\.")).collect(Collectors.joining(","));
  }

  /// The topics of a setting; empty when it is none that Weft wrote.
  static Optional<SortedSet<String>> parse(@Nullable String setting) {
    if (setting == null) {
      return Optional.empty();
    }
    SortedSet<String> topics = new TreeSet<>();
    if (!setting.equals(NONE)) {
      for (String each : setting.split(",", -1)) {
        topics.add(each.strip().replace("\\.", "."));
      }
    }
    return of(topics).equals(setting) && topics.stream().allMatch(TopicList::isName)
        ? Optional.of(topics)
        : Optional.empty();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c -> c == '.' || c == '_' || c == '-' || c < 128 && Character.isLetterOrDigit(c));
  }
}
