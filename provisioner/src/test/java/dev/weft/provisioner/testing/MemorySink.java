// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.secret.SecretSink;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A place for secrets in memory.
public final class MemorySink implements SecretSink {

  private final Map<String, SortedMap<String, String>> all = new TreeMap<>();
  private boolean isReadOnly;
  private boolean isCrashing;

  public void readOnly(boolean readOnly) {
    isReadOnly = readOnly;
  }

  /// Dies after the next write.
  public void crashing() {
    isCrashing = true;
  }

  @Override
  public void requireWritable(String name) throws IOException {
    if (isReadOnly) {
      throw new IOException("it is read-only");
    }
  }

  @Override
  public Optional<SortedMap<String, String>> read(String name) {
    return Optional.ofNullable(all.get(name));
  }

  @Override
  public void write(String name, SortedMap<String, String> properties) throws IOException {
    requireWritable(name);
    all.put(name, new TreeMap<>(properties));
    if (isCrashing) {
      isCrashing = false;
      throw new FakeCrash("died after writing " + name);
    }
  }

  @Override
  public void remove(String name) throws IOException {
    requireWritable(name);
    all.remove(name);
  }
}
