// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

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
    Map<ConfigResource, KafkaFuture<Void>> results = request(connection, chunk, false);
    return planned -> {
      Throwable error = Futures.error(results, resource(planned));
      return error == null ? new Verdict.Accepted() : new Verdict.Error(error);
    };
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
