// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/// A place to which secrets of applications are handed. What is in it that Weft did not put there
/// is neither read nor written.
public interface SecretSink extends AutoCloseable {

  /// Fails if what is named could not be written, before anything depends on it.
  ///
  /// @param name of the application, `{domain}.{application}`
  /// @throws IOException when it cannot be written, or it cannot be said whether it can
  void requireWritable(String name) throws IOException;

  /// What was handed over; empty when nothing is there.
  ///
  /// @throws IOException when it cannot be read, or belongs to somebody else
  Optional<SortedMap<String, String>> read(String name) throws IOException;

  /// Hands over properties of a client, all at once: whoever reads sees the old ones or the new.
  ///
  /// @throws IOException when nobody knows that it is there
  void write(String name, SortedMap<String, String> properties) throws IOException;

  /// Takes it back; nothing happens when it is not there.
  ///
  /// @throws IOException when it may still be there
  void remove(String name) throws IOException;

  @Override
  default void close() {}
}
