// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import java.util.List;

/// A change of a document. A path's steps are strings for keys and integers for positions in lists.
public sealed interface YamlStep {

  /// Where.
  List<Object> path();

  /// Gives a key another value, or the value that it lacks. Keys on the way to it are made.
  record Set(List<Object> path, YamlNode value) implements YamlStep {
    public Set {
      path = List.copyOf(path);
    }
  }

  /// Adds an item to a list that lacks it. The list is made if there is none.
  record Add(List<Object> path, YamlNode value) implements YamlStep {
    public Add {
      path = List.copyOf(path);
    }
  }

  /// Takes a key, or an item of a list, away. Nothing happens where there is none.
  record Remove(List<Object> path) implements YamlStep {
    public Remove {
      path = List.copyOf(path);
    }
  }
}
