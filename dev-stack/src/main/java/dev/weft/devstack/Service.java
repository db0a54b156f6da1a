// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// One server of the stack, by the name that its log, its state and the command line use.
///
/// @param name lower-case words joined by `-`
public record Service(String name) implements Comparable<Service> {

  /// The database of the registry and the catalog.
  public static final Service POSTGRES = new Service("postgres");

  /// The identity provider.
  public static final Service KEYCLOAK = new Service("keycloak");

  /// The schema registry.
  public static final Service REGISTRY = new Service("registry");

  /// What makes the mesh repository real.
  public static final Service DAEMON = new Service("daemon");

  /// The catalog.
  public static final Service CATALOG = new Service("catalog");

  private static final String KAFKA_PREFIX = "kafka-";
  private static final String CONNECT_PREFIX = "connect-";

  public Service {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("Not a service name: " + name);
    }
  }

  /// A Kafka cluster.
  public static Service kafka(String cluster) {
    return new Service(KAFKA_PREFIX + cluster);
  }

  /// The Kafka Connect worker whose connectors write to a cluster.
  public static Service connect(String cluster) {
    return new Service(CONNECT_PREFIX + cluster);
  }

  boolean isKafka() {
    return name.startsWith(KAFKA_PREFIX);
  }

  boolean isConnect() {
    return name.startsWith(CONNECT_PREFIX);
  }

  /// The name of the Kafka cluster that this is, or that this worker writes to.
  String cluster() {
    return name.substring(isKafka() ? KAFKA_PREFIX.length() : CONNECT_PREFIX.length());
  }

  @Override
  public int compareTo(Service other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
