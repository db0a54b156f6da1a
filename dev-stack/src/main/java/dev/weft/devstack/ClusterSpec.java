// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a Kafka cluster of one node shall be like.
///
/// @param name its name in `mesh.yaml`, for example `onprem`
/// @param jvmOptions heap and compiler
/// @param properties broker properties on top of ours, which they win over
public record ClusterSpec(String name, List<String> jvmOptions, Map<String, String> properties) {

  public ClusterSpec {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("Not a cluster name: " + name);
    }
    jvmOptions = List.copyOf(jvmOptions);
    properties = Map.copyOf(properties);
  }

  /// A small cluster that starts quickly.
  public static ClusterSpec named(String name) {
    return new ClusterSpec(name, List.of(), Map.of())
        .withHeap(Heap.of("WEFT_KAFKA_HEAP", "256m").size());
  }

  /// One more cluster beside the first, for what is linked to it: smaller still.
  static ClusterSpec second(String name) {
    return named(name).withHeap("128m");
  }

  /// The same with another heap, in the words of the JVM: `512m`, `1g`.
  public ClusterSpec withHeap(String size) {
    return new ClusterSpec(name, List.of("-Xmx" + size, "-XX:TieredStopAtLevel=1"), properties);
  }

  /// The same, whose broker may be killed: its controller forgets it soon, and takes it back. Ten
  /// heartbeats have to fail for that, so that a pause of a busy machine is no crash.
  public ClusterSpec forCrashes() {
    return with("broker.heartbeat.interval.ms", "400").with("broker.session.timeout.ms", "4000");
  }

  /// The same for measurements: heap for ten thousand topics, and the optimising compiler.
  public ClusterSpec forBenchmarks() {
    return new ClusterSpec(name, List.of("-Xmx1g"), properties);
  }

  /// The same with one more broker property.
  public ClusterSpec with(String property, String value) {
    var all = new TreeMap<>(properties);
    all.put(property, value);
    return new ClusterSpec(name, jvmOptions, all);
  }
}
