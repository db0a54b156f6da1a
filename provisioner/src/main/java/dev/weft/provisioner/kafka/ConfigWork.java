// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/// Sets and resets topic configs, key by key, so that nobody else's key is ever touched.
final class ConfigWork implements Work {

  private final Connection connection;
  private final Limits limits;

  ConfigWork(Connection connection, Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  @Override
  public String name(PlannedChange planned) {
    Change.AlterConfig alter = alter(planned);
    return "alter %s of topic `%s`"
        .formatted(String.join(", ", alter.edits().keySet()), alter.resource().name());
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
    Map<PlannedChange, Verdict> moved = moved(chunk);
    Map<ConfigResource, KafkaFuture<Void>> results =
        request(
            connection,
            chunk.stream().filter(planned -> !moved.containsKey(planned)).toList(),
            false);
    return planned -> {
      Verdict refused = moved.get(planned);
      if (refused != null) {
        return refused;
      }
      return Futures.verdict(results, resource(planned));
    };
  }

  /// Brokers cannot be told to alter a config only if it still has the value that was planned upon,
  /// so that is looked at once more, as late as can be. What somebody else writes between this look
  /// and the call is overwritten.
  private Map<PlannedChange, Verdict> moved(List<PlannedChange> chunk) {
    Map<String, Map<String, String>> seen =
        TopicReader.overrides(
            connection, chunk.stream().map(planned -> alter(planned).resource().name()).toList());
    Map<PlannedChange, Verdict> moved = new HashMap<>();
    var values = new ConfigValues();
    for (PlannedChange planned : chunk) {
      Map<String, String> overrides = seen.get(alter(planned).resource().name());
      // A topic that is gone is the brokers' to refuse.
      String how = overrides == null ? "" : difference(alter(planned), overrides, values);
      if (!how.isEmpty()) {
        moved.put(
            planned,
            new Verdict.Refused(
                "Topic `%s` on cluster `%s` has %s: somebody changed it since. Nothing of it was altered; plan again."
                    .formatted(alter(planned).resource().name(), connection.cluster(), how)));
      }
    }
    return moved;
  }

  private static String difference(
      Change.AlterConfig alter, Map<String, String> overrides, ConfigValues values) {
    for (Map.Entry<String, Change.Edit<String>> edit : alter.edits().entrySet()) {
      String key = edit.getKey();
      String now = overrides.get(key);
      boolean isExpected =
          Objects.equals(now, normalised(values, key, edit.getValue().from()))
              || Objects.equals(now, normalised(values, key, edit.getValue().to()));
      if (!isExpected) {
        return "%s=%s, and the plan was made when it was %s"
            .formatted(
                key,
                now == null ? "(the default)" : now,
                edit.getValue().from() == null ? "the default" : edit.getValue().from());
      }
    }
    return "";
  }

  private static @Nullable String normalised(
      ConfigValues values, String key, @Nullable String value) {
    return value == null ? null : values.normalised(key, value);
  }

  /// Sends the edits, or asks whether they would be accepted.
  static Map<ConfigResource, KafkaFuture<Void>> request(
      Connection connection, List<PlannedChange> chunk, boolean isQuestion) {
    Map<ConfigResource, Collection<AlterConfigOp>> edits = HashMap.newHashMap(chunk.size());
    for (PlannedChange planned : chunk) {
      List<AlterConfigOp> operations = new ArrayList<>();
      alter(planned)
          .edits()
          .forEach((key, edit) ->
              operations.add(
                  new AlterConfigOp(
                      new ConfigEntry(key, edit.to()),
                      edit.to() == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET)));
      edits.put(resource(planned), operations);
    }
    return connection
        .writes()
        .incrementalAlterConfigs(edits, new AlterConfigsOptions().validateOnly(isQuestion))
        .values();
  }

  @Override
  public Map<PlannedChange, Sight> look(List<PlannedChange> changes, boolean isDoubted) {
    Map<String, Map<String, String>> seen =
        TopicReader.overrides(
            connection, changes.stream().map(planned -> alter(planned).resource().name()).toList());
    Map<PlannedChange, Sight> sights = new HashMap<>();
    var values = new ConfigValues();
    for (PlannedChange planned : changes) {
      Map<String, String> overrides = seen.get(alter(planned).resource().name());
      sights.put(
          planned,
          overrides != null && isSo(alter(planned), overrides, values)
              ? new Sight.There()
              : new Sight.Absent());
    }
    return sights;
  }

  private static boolean isSo(
      Change.AlterConfig alter, Map<String, String> overrides, ConfigValues values) {
    for (Map.Entry<String, Change.Edit<String>> edit : alter.edits().entrySet()) {
      String wanted = edit.getValue().to();
      String seen = overrides.get(edit.getKey());
      boolean isSo =
          wanted == null ? seen == null : values.normalised(edit.getKey(), wanted).equals(seen);
      if (!isSo) {
        return false;
      }
    }
    return true;
  }

  private static ConfigResource resource(PlannedChange planned) {
    return new ConfigResource(ConfigResource.Type.TOPIC, alter(planned).resource().name());
  }

  private static Change.AlterConfig alter(PlannedChange planned) {
    return (Change.AlterConfig) planned.change();
  }
}
