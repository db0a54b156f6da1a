// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.name.PortName;
import java.util.List;

/// What became of the samples of every port that has some, sorted by port.
public record FeedReport(List<PortFeed> ports) {

  public FeedReport {
    ports = List.copyOf(ports);
  }

  /// What became of one port's samples.
  ///
  /// @param file the samples, in the repository
  public record PortFeed(PortName port, String cluster, String topic, String file, Result result) {}

  /// A result.
  public sealed interface Result {

    /// All records were written.
    record Fed(int records) implements Result {}

    /// Nothing was written, and nothing had to be.
    record NotNeeded(String why) implements Result {}

    /// The samples are wrong; nothing was written.
    record Broken(List<Diagnostic> diagnostics) implements Result {
      public Broken {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /// Something was in the way.
    ///
    /// @param written how many records the topic got nevertheless
    /// @param message what, and what to do
    record Failed(int written, String message) implements Result {}
  }

  /// Whether every port has its samples now, or had records before.
  public boolean isComplete() {
    return ports.stream()
        .allMatch(port ->
            switch (port.result()) {
              case Result.Fed _, Result.NotNeeded _ -> true;
              case Result.Broken _, Result.Failed _ -> false;
            });
  }
}
