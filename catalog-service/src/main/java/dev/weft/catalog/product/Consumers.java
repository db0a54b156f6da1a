// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.http.DatabaseAway;
import dev.weft.catalog.request.GrantRequests;
import dev.weft.catalog.store.Documents;
import dev.weft.catalog.view.Facts;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.ProductDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Who reads a product: what Git allows beside what the clusters have seen.
@ApplicationScoped
public class Consumers {

  private static final Duration DORMANT = Duration.ofDays(7);
  private static final String APPLICATIONS =
      "select name, title, owner from catalog.application where name = any(?)";

  private final Documents documents;
  private final DataSource database;
  private final Clock clock;
  private final GrantRequests requests;

  Consumers(Documents documents, DataSource database, Clock clock, GrantRequests requests) {
    this.documents = documents;
    this.database = database;
    this.clock = clock;
    this.requests = requests;
  }

  /// The consumers of a product, by application; of several grants the active ones first.
  List<Consumer> of(String domain, String name) {
    ProductDocument product = documents.requireProduct(domain, name);
    List<GrantStatus> statuses = statuses(product.urn());
    Map<String, Application> applications =
        applications(product.grants().stream().map(GrantDocument::consumer).distinct().toList());
    Map<String, Facts> asked = requests.ofProduct(domain + "/" + name);
    return product.grants().stream()
        .map(grant ->
            consumer(
                grant,
                statuses.stream().filter(each -> each.id().equals(grant.id())).toList(),
                applications.get(grant.consumer()),
                asked.get(grant.id())))
        .sorted(
            Comparator.comparing(Consumer::application)
                .thenComparing(each -> !each.state().equals("active"))
                .thenComparing(Consumer::grant))
        .toList();
  }

  /// What the clusters have seen of a grant; who asked and who approved is in Git.
  ///
  /// @param grant `{domain}/{product}/{grant}`
  public Facts facts(String productUrn, String grant) {
    return facts(statuses(productUrn).stream().filter(each -> each.id().equals(grant)).toList());
  }

  private List<GrantStatus> statuses(String productUrn) {
    return documents.statuses(productUrn).stream()
        .filter(GrantStatus.class::isInstance)
        .map(GrantStatus.class::cast)
        .toList();
  }

  private Consumer consumer(
      GrantDocument grant,
      List<GrantStatus> statuses,
      @Nullable Application application,
      @Nullable Facts asked) {
    Instant lastUsed =
        statuses.stream()
            .map(GrantStatus::lastUsedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    List<Long> lags = statuses.stream().map(GrantStatus::lag).filter(Objects::nonNull).toList();
    return new Consumer(
        grant.id(),
        grant.consumer(),
        application == null ? grant.consumer() : application.title,
        application == null ? "" : application.owner,
        grant.ports(),
        grant.purpose(),
        grant.reason(),
        grant.state(),
        use(statuses, lastUsed),
        grant.expires(),
        joined(asked, facts(statuses)),
        lastUsed,
        lags.isEmpty() ? null : lags.stream().mapToLong(Long::longValue).sum(),
        statuses.stream()
            .map(GrantStatus::message)
            .filter(message -> !message.isEmpty())
            .findFirst()
            .orElse(""));
  }

  private String use(List<GrantStatus> statuses, @Nullable Instant lastUsed) {
    if (lastUsed != null) {
      return lastUsed.isBefore(clock.instant().minus(DORMANT)) ? "dormant" : "active";
    }
    return statuses.stream().anyMatch(status -> status.writtenAt() != null) ? "unused" : "unknown";
  }

  /// What Git knows of a grant's request, beside what the clusters have seen.
  private static Facts joined(@Nullable Facts asked, Facts seen) {
    return asked == null
        ? seen
        : new Facts(
            asked.requestedAt(),
            asked.approvedAt(),
            asked.mergedAt() == null ? seen.mergedAt() : asked.mergedAt(),
            seen.writtenAt(),
            seen.readBackAt(),
            seen.firstUsedAt(),
            asked.approvedBy(),
            asked.mergedCommit() == null ? seen.mergedCommit() : asked.mergedCommit());
  }

  private static Facts facts(List<GrantStatus> statuses) {
    return new Facts(
        null,
        null,
        first(statuses, GrantStatus::mergedAt),
        last(statuses, GrantStatus::writtenAt),
        last(statuses, GrantStatus::readBackAt),
        first(statuses, GrantStatus::firstUsedAt),
        null,
        statuses.stream()
            .min(Comparator.comparing(GrantStatus::mergedAt))
            .map(GrantStatus::mergedCommit)
            .orElse(null));
  }

  private static @Nullable Instant first(
      List<GrantStatus> statuses, Function<GrantStatus, @Nullable Instant> fact) {
    return statuses.stream()
        .flatMap(status -> Stream.ofNullable(fact.apply(status)))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /// The moment of the last cluster; absent while one of them is missing.
  private static @Nullable Instant last(
      List<GrantStatus> statuses, Function<GrantStatus, @Nullable Instant> fact) {
    List<Instant> all =
        statuses.stream().flatMap(status -> Stream.ofNullable(fact.apply(status))).toList();
    return all.size() < statuses.size()
        ? null
        : all.stream().max(Comparator.naturalOrder()).orElse(null);
  }

  private record Application(String title, String owner) {}

  private Map<String, Application> applications(List<String> names) {
    Map<String, Application> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(APPLICATIONS)) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), new Application(rows.getString(2), rows.getString(3)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseAway(e);
    }
  }
}
