// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.product;

import dev.weft.daemon.pause.PauseList.Pause;
import dev.weft.daemon.product.ProductPage.ConditionView;
import dev.weft.daemon.product.ProductPage.DriftView;
import dev.weft.daemon.product.ProductPage.ProductState;
import dev.weft.daemon.web.ProblemException;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.event.StatusDocument;
import java.util.Collection;
import java.util.List;

/// Finds products by what has become of them; a pure function of the documents in the log.
final class Products {

  private static final int LARGEST = 500;

  private Products() {}

  /// Which are meant; an empty text means any.
  ///
  /// @param product its URN, or part of it
  /// @param condition such as `Ready=False`
  record Filter(String domain, String product, String cluster, String condition, String reason) {}

  static ProductPage page(
      Collection<StatusDocument> documents,
      List<PauseStatus> pauses,
      Filter filter,
      int page,
      int size) {
    if (page < 1 || size < 1 || size > LARGEST) {
      throw new ProblemException(
          400, "Not understood", "`page` begins with 1, and `size` is 1 to %d.".formatted(LARGEST));
    }
    String condition = filter.condition();
    if (!condition.isEmpty() && !condition.matches("[A-Za-z]+=(True|False|Unknown)")) {
      throw new ProblemException(
          400,
          "Not understood",
          "`condition` is a type and a status, such as Ready=False; `%s` is not."
              .formatted(condition));
    }
    List<ProductStatus> found =
        documents.stream()
            .filter(ProductStatus.class::isInstance)
            .map(ProductStatus.class::cast)
            .filter(status -> isMeant(status, filter))
            .toList();
    long first = (page - 1L) * size;
    return new ProductPage(
        found.size(),
        page,
        size,
        found.stream().skip(first).limit(size).map(status -> state(status, pauses)).toList());
  }

  private static boolean isMeant(ProductStatus status, Filter filter) {
    return (filter.domain().isEmpty()
            || status.urn().startsWith("urn:weft:" + filter.domain() + ":"))
        && status.urn().contains(filter.product().replace('/', ':'))
        && (filter.cluster().isEmpty() || status.cluster().equals(filter.cluster()))
        && (filter.condition().isEmpty()
            || status.conditions().stream()
                .anyMatch(one -> filter.condition().equals(one.type() + "=" + one.status())))
        && (filter.reason().isEmpty()
            || status.conditions().stream().anyMatch(one -> filter.reason().equals(one.reason())));
  }

  private static ProductState state(ProductStatus status, List<PauseStatus> pauses) {
    return new ProductState(
        status.urn(),
        status.cluster(),
        status.conditions().stream()
            .map(one ->
                new ConditionView(
                    one.type(), one.status(), one.reason(), one.message(), one.since()))
            .toList(),
        status.revision(),
        status.checkedAt(),
        status.drift().stream()
            .map(drift -> new DriftView(drift.resource(), drift.message()))
            .toList(),
        pauses.stream()
            .filter(pause -> pause.covers(status.urn(), status.cluster()))
            .findFirst()
            .map(Pause::of)
            .orElse(null));
  }
}
