// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether Prometheus could read the expressions of rules and dashboard. That the services expose
/// what is named in them is checked on the services.
class MonitoringTest {

  private static final Path FOLDER = Path.of("monitoring");

  private static List<String> expressions(String file) throws IOException {
    ObjectMapper mapper =
        file.endsWith(".yaml") ? new ObjectMapper(new YAMLFactory()) : new ObjectMapper();
    var expressions = new ArrayList<String>();
    mapper
        .readTree(FOLDER.resolve(file).toFile())
        .findValues("expr")
        .forEach(each -> expressions.add(each.asText()));
    return expressions;
  }

  @Test
  void expressionsAreSound() throws IOException {
    var all = new ArrayList<String>();
    all.addAll(expressions("weft-rules.yaml"));
    all.addAll(expressions("weft-dashboard.json"));

    assertThat(all).hasSizeGreaterThan(25);
    assertThat(all).allSatisfy(each -> assertThat(PromQl.mistakes(each)).as(each).isEmpty());
  }

  @Test
  void rulesSayWhatIsWrongAndHowBadItIs() throws IOException {
    JsonNode groups =
        new ObjectMapper(new YAMLFactory())
            .readTree(FOLDER.resolve("weft-rules.yaml").toFile())
            .path("groups");
    var names = new ArrayList<String>();
    for (JsonNode group : groups) {
      for (JsonNode rule : group.path("rules")) {
        names.add(rule.path("alert").asText());
        assertThat(rule.path("labels").path("severity").asText())
            .isIn("critical", "warning", "info");
        assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
        assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
        assertThat(rule.path("for").asText("1m")).matches("\\d+[smhd]");
      }
    }
    assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates().allMatch(n -> !n.isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sum(weft_leader",
        "sum weft_leader)",
        "total(weft_leader)",
        "rate(weft_changes_total)",
        "rate(weft_changes_total[5 minutes])",
        "weft_leader[5m] > 0",
        "sum(weft_leader) >",
        "sum by outcome (weft_changes_total)",
        "weft_waivers{state=expired}",
        "weft_waivers{state=\"expired\"",
        "weft_leader weft_leader",
      })
  void findsMistakes(String expression) {
    assertThat(PromQl.mistakes(expression)).isNotEmpty();
  }
}
