// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;

/// Sets and removes quotas of single users; never those of a default, which are everybody's.
final class QuotaWork implements Work {

  private final Connection connection;
  private final Limits limits;

  QuotaWork(Connection connection, Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  @Override
  public String name(PlannedChange planned) {
    return "alter %s of user `%s`"
        .formatted(
            String.join(", ", alter(planned).edits().keySet()), alter(planned).resource().user());
  }

  @Override
  public int most() {
    return limits.configs();
  }

  @Override
  public int weight(PlannedChange planned) {
    return alter(planned).edits().size();
  }

  @Override
  public boolean isLookedAtEarly() {
    return false;
  }

  @Override
  public Sent send(List<PlannedChange> chunk) {
    List<ClientQuotaAlteration> alterations = new ArrayList<>(chunk.size());
    for (PlannedChange planned : chunk) {
      List<ClientQuotaAlteration.Op> operations = new ArrayList<>();
      alter(planned)
          .edits()
          .forEach((key, edit) -> operations.add(new ClientQuotaAlteration.Op(key, edit.to())));
      alterations.add(new ClientQuotaAlteration(entity(planned), operations));
    }
    Map<ClientQuotaEntity, KafkaFuture<Void>> results =
        connection.writes().alterClientQuotas(alterations).values();
    return planned -> Futures.verdict(results, entity(planned));
  }

  @Override
  public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
    ClientQuotaFilter anyUser =
        ClientQuotaFilter.contains(
            List.of(ClientQuotaFilterComponent.ofEntityType(ClientQuotaEntity.USER)));
    Answer<Map<ClientQuotaEntity, Map<String, Double>>> answer =
        Answer.of(connection.reads().describeClientQuotas(anyUser).entities());
    Throwable error = answer.error();
    Map<ClientQuotaEntity, Map<String, Double>> all = answer.value();
    if (error != null || all == null) {
      throw Words.unreadable(
          connection,
          "DescribeClientQuotas",
          error == null ? new IllegalStateException("no answer") : error);
    }
    Map<PlannedChange, Sight> sights = new HashMap<>();
    for (PlannedChange planned : changes) {
      Map<String, Double> values = all.getOrDefault(entity(planned), Map.of());
      sights.put(planned, isSo(alter(planned), values) ? new Sight.There() : new Sight.Absent());
    }
    return sights;
  }

  private static boolean isSo(Change.AlterQuota alter, Map<String, Double> values) {
    for (Map.Entry<String, Change.Edit<Double>> edit : alter.edits().entrySet()) {
      Double wanted = edit.getValue().to();
      Double seen = values.get(edit.getKey());
      if (wanted == null ? seen != null : !wanted.equals(seen)) {
        return false;
      }
    }
    return true;
  }

  private static ClientQuotaEntity entity(PlannedChange planned) {
    return new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, alter(planned).resource().user()));
  }

  private static Change.AlterQuota alter(PlannedChange planned) {
    return (Change.AlterQuota) planned.change();
  }
}
