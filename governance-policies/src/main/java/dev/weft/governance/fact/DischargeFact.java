// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

/// An input whose classification does not bind a port.
///
/// @param input the input, as `reviews/raw-reviews/reviews@v1`
/// @param reason what of it is left out or made unrecognisable, in the owner's words
public record DischargeFact(
    @Meaning("the input, as `reviews/raw-reviews/reviews@v1`") String input,
    @Meaning("what of it is left out or made unrecognisable, in the owner's words") String reason)
    implements Fact {

  @Override
  public Object component(String component) {
    return switch (component) {
      case "input" -> input;
      case "reason" -> reason;
      default -> throw Fact.unknown(component);
    };
  }
}
