// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

/// Topics in which Kafka or a tool keeps its own state; never candidates for anything.
final class InternalTopics {

  private InternalTopics() {}

  /// Whether the name is one that Kafka, Streams, Connect, MirrorMaker, a schema registry or Weft
  /// gives to its own topics. Names of products have dots between their parts and end in a version,
  /// so none of them is taken for one.
  static boolean isInternal(String name) {
    return switch (name.charAt(0)) {
      case '_' -> true;
      case 'w' -> name.startsWith("weft.") || isOfStreams(name);
      case 'c' -> name.startsWith("connect-") && name.indexOf('.') < 0 || isOfStreams(name);
      case 'm' -> isOfMirrorMaker(name) || isOfStreams(name);
      case 'h' -> name.equals("heartbeats") || isOfStreams(name);
      case 'k' -> name.equals("kafkasql-journal") || isOfStreams(name);
      case 's' -> name.startsWith("strimzi.cruisecontrol.") || isOfStreams(name);
      default -> isOfStreams(name);
    };
  }

  private static boolean isOfMirrorMaker(String name) {
    return name.startsWith("mm2-configs.")
        || name.startsWith("mm2-offsets.")
        || name.startsWith("mm2-status.")
        || name.startsWith("mm2-offset-syncs.");
  }

  private static boolean isOfStreams(String name) {
    return name.endsWith("-changelog")
        || name.endsWith("-repartition")
        || name.endsWith(".checkpoints.internal")
        || name.endsWith(".heartbeats");
  }
}
