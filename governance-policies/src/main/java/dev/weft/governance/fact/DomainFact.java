// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

/// The domain of a product, by what its topics take of the clusters of the environment. Those of
/// active and deprecated ports count, on each cluster where they are.
///
/// @param name its name
/// @param replicas replicas of all partitions
/// @param bytes most bytes of topics whose manifest limits their size
/// @param replicasUpTo replicas of the product and of all in the domain that have fewer
/// @param bytesUpTo bytes of the product and of all in the domain that have fewer
public record DomainFact(
    @Meaning("its name") String name,
    @Meaning("replicas of all partitions of active and deprecated ports, on all clusters")
        long replicas,
    @Meaning("most bytes that those of them may hold that have a `retentionSize`") long bytes,
    @Meaning("replicas of the product and of all in the domain that have fewer") long replicasUpTo,
    @Meaning("bytes of the product and of all in the domain that have fewer") long bytesUpTo)
    implements Fact {

  @Override
  public Object component(String component) {
    return switch (component) {
      case "name" -> name;
      case "replicas" -> replicas;
      case "bytes" -> bytes;
      case "replicasUpTo" -> replicasUpTo;
      case "bytesUpTo" -> bytesUpTo;
      default -> throw Fact.unknown(component);
    };
  }
}
