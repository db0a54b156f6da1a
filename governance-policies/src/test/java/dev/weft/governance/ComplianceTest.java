// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.Compliance.Reason;
import dev.weft.governance.policy.Mode;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.ProductName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComplianceTest {

  private static final ProductName PARCELS = new ProductName("shop", "parcels");

  private static Finding finding(Mode mode, @Nullable String waiver, String message) {
    return finding(PARCELS, mode, waiver, message);
  }

  private static Finding finding(
      ProductName product, Mode mode, @Nullable String waiver, String message) {
    return new Finding(
        "kept",
        "long",
        "note",
        mode,
        product,
        null,
        "/spec",
        false,
        waiver == null
            ? null
            : new Finding.Excuse(waiver, "ada", LocalDate.of(2026, 12, 31), "It is late"),
        message,
        "",
        null,
        new Location("product.yaml", 1, 1));
  }

  private static Verdict verdict(Finding... findings) {
    return new Verdict(List.of(findings), List.of(), new TreeMap<>(), new TreeSet<>());
  }

  private static @Nullable Compliance of(Finding... findings) {
    return Compliance.of(verdict(findings)).get(PARCELS);
  }

  @Test
  void whatIsOnlyCountedIsNothing() {
    assertThat(of(finding(Mode.AUDIT, null, "Counted."))).isNull();
  }

  @Test
  void theGravestDecides() {
    Finding excused = finding(Mode.ENFORCE, "late", "Excused.");
    Finding warned = finding(Mode.WARN, null, "Warned.");
    Finding enforced = finding(Mode.ENFORCE, null, "Enforced.");

    assertThat(of(excused)).isEqualTo(new Compliance(Reason.WAIVED, "policy/kept: Excused."));
    assertThat(of(excused, warned))
        .isEqualTo(new Compliance(Reason.WARNED, "policy/kept: Warned. (and 1 more)"));
    assertThat(of(warned, enforced, excused))
        .isEqualTo(new Compliance(Reason.VIOLATED, "policy/kept: Enforced. (and 2 more)"));
  }

  @Test
  void ofTheSameGravityTheFirstIsTold() {
    assertThat(of(finding(Mode.WARN, null, "One."), finding(Mode.WARN, null, "Other.")))
        .isEqualTo(new Compliance(Reason.WARNED, "policy/kept: One. (and 1 more)"));
  }

  @Test
  void eachProductStandsByItself() {
    var other = new ProductName("shop", "routes");
    Finding warned = finding(Mode.WARN, null, "Warned.");
    Finding enforced = finding(other, Mode.ENFORCE, null, "Enforced.");

    assertThat(Compliance.of(verdict(warned, enforced)))
        .containsExactly(
            Map.entry(PARCELS, new Compliance(Reason.WARNED, "policy/kept: Warned.")),
            Map.entry(other, new Compliance(Reason.VIOLATED, "policy/kept: Enforced.")));
  }

  @Test
  void whatIsExcusedIsGood() {
    assertThat(Reason.KEPT.isGood()).isTrue();
    assertThat(Reason.WAIVED.isGood()).isTrue();
    assertThat(Reason.WARNED.isGood()).isFalse();
    assertThat(Reason.VIOLATED.isGood()).isFalse();
  }
}
