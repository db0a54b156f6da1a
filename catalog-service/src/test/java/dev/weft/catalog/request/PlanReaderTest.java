// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.catalog.request.PlanView.PlannedChange;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void showsBindingsAsPeopleReadThem() throws Exception {
    PlanView plan =
        PlanReader.read(
            JSON.readTree(
                """
                {"format": "weft.plan", "version": 1, "environment": "dev", "digest": "abc",
                 "summary": {"create": 1, "change": 0, "delete": 2, "blocked": 1},
                 "problems": ["too much"],
                 "changes": [{
                   "id": "c1", "kind": "add-acls", "action": "create", "risk": "safe",
                   "resource": "onprem/topic/reviews.enriched-reviews.enriched.v1",
                   "reason": "granted", "evidence": ["seen"],
                   "verdict": {"kind": "blocked", "cause": "budget", "message": "Too many.", "hint": "approve it"},
                   "values": {"acls": [{"principal": "User:billing.invoice-runner", "host": "*",
                     "operation": "READ", "permission": "ALLOW"}]}}]}
                """));

    assertThat(plan.summary()).isEqualTo(new PlanView.Summary(1, 0, 2, 1));
    assertThat(plan.problems()).containsExactly("too much");
    PlannedChange change = plan.changes().getFirst();
    assertThat(change.details())
        .containsExactly("User:billing.invoice-runner may READ from * (ALLOW)", "seen");
    assertThat(change.blocked()).isEqualTo("Too many. approve it");
  }

  @Test
  void showsOldAndNewValues() throws Exception {
    PlanView plan =
        PlanReader.read(
            JSON.readTree(
                """
                {"format": "weft.plan", "environment": "dev", "digest": "abc", "summary": {},
                 "changes": [{"id": "c1", "verdict": {"kind": "allowed"},
                   "values": {"config": {"retention.ms": {"from": null, "to": "1000"}},
                              "partitions": 3, "content": "a long schema"}}]}
                """));

    assertThat(plan.changes().getFirst().details())
        .containsExactly("config.retention.ms: nothing → 1000", "partitions: 3");
    assertThat(plan.changes().getFirst().blocked()).isNull();
  }

  @Test
  void takesNothingElseForAPlan() throws Exception {
    var document = JSON.readTree("{\"format\": \"other\"}");

    assertThatThrownBy(() -> PlanReader.read(document))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
