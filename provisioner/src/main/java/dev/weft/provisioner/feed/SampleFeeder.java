// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.schema.SchemaReader;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.feed.FeedReport.PortFeed;
import dev.weft.provisioner.feed.FeedReport.Result;
import dev.weft.provisioner.registry.ApicurioRegistry.SchemaIds;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends the samples of a mesh, each port's as the application that produces it, with the schema
/// the registry holds. A topic that ever held a record gets none, so feeding twice is feeding once.
public final class SampleFeeder {

  private final SchemaReader.Source files;
  private final SchemaIdSource schemas;
  private final ApplicationClients clients;

  /// @param files the mesh repository
  /// @param schemas where the ids of registered schemas are found
  /// @param clients how applications log in
  public SampleFeeder(
      SchemaReader.Source files, SchemaIdSource schemas, ApplicationClients clients) {
    this.files = files;
    this.schemas = schemas;
    this.clients = clients;
  }

  /// Feeds every active or deprecated port that has samples. What is wrong with one port keeps no
  /// other from being fed.
  public FeedReport feed(EnvironmentMesh mesh) {
    var ports = new ArrayList<PortFeed>();
    for (Product product : mesh.products()) {
      for (Port port : product.ports()) {
        String file = file(port);
        if (isProvisioned(port) && files.exists(file)) {
          String cluster = port.clusters().getFirst();
          Result result = feed(product, port, cluster, file);
          ports.add(new PortFeed(port.name(), cluster, port.topic().name(), file, result));
        }
      }
    }
    return new FeedReport(ports);
  }

  /// Where a port's samples lie in the repository.
  static String file(Port port) {
    return "domains/%s/%s/samples/%s.v%d.jsonl"
        .formatted(
            port.name().product().domain(),
            port.name().product().product(),
            port.name().port(),
            port.name().major());
  }

  private static boolean isProvisioned(Port port) {
    return switch (port.status()) {
      case ACTIVE, DEPRECATED -> true;
      case DRAFT, RETIRED -> false;
    };
  }

  private Result feed(Product product, Port port, String cluster, String file) {
    SampleFile.Read read;
    try {
      read = SampleFile.read(file, files.read(file), port);
    } catch (IOException e) {
      return new Result.Failed(0, file + " cannot be read: " + e.getMessage());
    }
    if (!read.diagnostics().isEmpty()) {
      return new Result.Broken(read.diagnostics());
    }
    if (read.samples().isEmpty()) {
      return new Result.NotNeeded(file + " holds no sample");
    }
    ApplicationName producer = product.producer();
    if (producer == null) {
      return new Result.Failed(0, product.name() + " has no producer that could send its samples.");
    }
    Map<String, String> client = clients.properties(cluster, producer).orElse(null);
    if (client == null) {
      return new Result.Failed(
          0,
          "There are no credentials of "
              + producer
              + " for cluster "
              + cluster
              + ". Put its client properties where the deployment looks for them.");
    }
    try {
      return send(product, port, read.samples(), client, producer);
    } catch (ObservationException e) {
      return new Result.Failed(0, String.valueOf(e.getMessage()));
    }
  }

  private Result send(
      Product product,
      Port port,
      List<SampleFile.Sample> samples,
      Map<String, String> client,
      ApplicationName producer) {
    try (var topic = new TopicFeeder(port.topic().name(), client, producer)) {
      if (!topic.isUntouched()) {
        return new Result.NotNeeded("the topic has, or had, records");
      }
      var key = new ResourceKey.Artifact(product.name().domain(), port.topic().name() + "-value");
      SchemaIds ids = schemas.find(Set.of(key)).get(key);
      String problem = problem(port, key, ids);
      return ids == null || !problem.isEmpty()
          ? new Result.Failed(0, problem)
          : topic.send(samples, header(ids.contentId()));
    }
  }

  private static String problem(Port port, ResourceKey.Artifact key, @Nullable SchemaIds ids) {
    String name = key.group() + "/" + key.artifact();
    if (ids == null) {
      return "The registry has no schema " + name + ". Run `weft apply` first.";
    }
    return ids.canonical().equals(port.schema().document().canonical())
        ? ""
        : "The registry's schema "
            + name
            + " (version "
            + ids.version()
            + ") is not "
            + port.schema().document().file()
            + ". Run `weft apply` first.";
  }

  /// What Apicurio's serializers put before a value by default: a zero, then the content id in four
  /// bytes, the highest first.
  private static byte[] header(long contentId) {
    return ByteBuffer.allocate(1 + Integer.BYTES)
        .put((byte) 0)
        .putInt(Math.toIntExact(contentId))
        .array();
  }
}
