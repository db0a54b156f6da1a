// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

/// A port that a product reads.
///
/// @param ref the port, as `reviews/raw-reviews/reviews@v1`
/// @param isKnown whether the port is in the mesh; not that of a draft, or of a product whose
///   manifest is broken
/// @param classification `public`, `internal`, `confidential` or `restricted`; empty when not known
/// @param sensitivity the classification as a number: 0 public to 3 restricted; 0 when not known
public record InputFact(
    @Meaning("the port, as `reviews/raw-reviews/reviews@v1`") String ref,
    @Meaning("whether it is in the mesh; not that of a draft, or of a product that is broken")
        boolean isKnown,
    @Meaning("`public`, `internal`, `confidential` or `restricted`; empty when not known")
        String classification,
    @Meaning("the classification as a number: 0 public to 3 restricted; 0 when not known")
        long sensitivity)
    implements Fact {

  @Override
  public Object component(String component) {
    return switch (component) {
      case "ref" -> ref;
      case "isKnown" -> isKnown;
      case "classification" -> classification;
      case "sensitivity" -> sensitivity;
      default -> throw Fact.unknown(component);
    };
  }
}
