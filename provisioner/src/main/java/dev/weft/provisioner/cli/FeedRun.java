// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.SourceFile;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.schema.SchemaReader;
import dev.weft.provisioner.deployment.DeploymentException;
import dev.weft.provisioner.environment.Connections;
import dev.weft.provisioner.feed.FeedReport;
import dev.weft.provisioner.feed.FeedReport.Result;
import dev.weft.provisioner.feed.SampleFeeder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Sends the samples of a mesh.
final class FeedRun {

  private FeedRun() {}

  static Backend.Written run(
      EnvironmentMesh mesh, ManifestFiles files, Connections connections, Progress progress) {
    var registry =
        connections
            .registry()
            .orElseThrow(() ->
                new CliException(
                    "The environment " + mesh.environment() + " has no schema registry.",
                    "Add `registry.url` to " + connections.deployment().file() + "."));
    var left = new ArrayList<String>();
    var feeder =
        new SampleFeeder(
            source(files),
            registry::schemaIds,
            (cluster, application) -> client(connections, cluster, application, left));
    progress.phase("sending samples");
    FeedReport report = feeder.feed(mesh);
    var done = new ArrayList<String>();
    for (FeedReport.PortFeed port : report.ports()) {
      tell(port, done, left);
    }
    if (report.ports().isEmpty()) {
      done.add("No port has samples.");
    }
    return new Backend.Written(done, left);
  }

  private static void tell(FeedReport.PortFeed port, List<String> done, List<String> left) {
    switch (port.result()) {
      case Result.Fed fed -> done.add(port.topic() + ": " + fed.records() + " records sent");
      case Result.NotNeeded not -> done.add(port.topic() + ": nothing sent, " + not.why());
      case Result.Broken broken ->
          broken.diagnostics().stream().map(Diagnostic::toString).forEach(left::add);
      case Result.Failed failed -> left.add(port.topic() + ": " + failed.message());
    }
  }

  private static SchemaReader.Source source(ManifestFiles files) {
    Set<String> regular =
        files.files().stream()
            .filter(file -> file.kind() == SourceFile.Kind.REGULAR)
            .map(SourceFile::path)
            .collect(Collectors.toSet());
    return new SchemaReader.Source() {
      @Override
      public boolean exists(String path) {
        return regular.contains(path);
      }

      @Override
      public byte[] read(String path) throws IOException {
        return files.read(path);
      }
    };
  }

  /// Missing credentials keep one application from feeding, and no other.
  private static Optional<Map<String, String>> client(
      Connections connections, String cluster, ApplicationName application, List<String> left) {
    try {
      Properties properties = connections.deployment().application(cluster, application);
      var client = new TreeMap<String, String>();
      properties.stringPropertyNames().forEach(key -> client.put(key, properties.getProperty(key)));
      return Optional.of(client);
    } catch (DeploymentException e) {
      left.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
