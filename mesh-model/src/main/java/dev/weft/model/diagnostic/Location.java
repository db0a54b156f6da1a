// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

/// A place in a file of the mesh repository.
///
/// @param file path relative to the repository's root, with `/` as separator
/// @param line 1-based line; 0 when the file as a whole is meant
/// @param column 1-based column in UTF-16 units; 0 when the file as a whole is meant
public record Location(String file, int line, int column) implements Comparable<Location> {

  /// A place that means the whole file.
  public static Location ofFile(String file) {
    return new Location(file, 0, 0);
  }

  @Override
  public int compareTo(Location other) {
    int order = file.compareTo(other.file);
    if (order == 0) {
      order = Integer.compare(line, other.line);
    }
    return order == 0 ? Integer.compare(column, other.column) : order;
  }

  /// `file:line:column`, or only `file` when the file as a whole is meant.
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
