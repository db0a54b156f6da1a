// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.access.Answer;
import dev.weft.provisioner.report.Page.Style;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ResourceKey;

/// Who can read or write a topic, for people and for machines.
public final class WhoCan {

  private WhoCan() {}

  /// For people.
  public static String text(Answer answer, Look look) {
    var page = new Page(look);
    String verb = answer.operation() == Operation.READ ? "read" : "write";
    var topic = new ResourceKey.Topic(answer.cluster(), answer.topic());
    page.line(Style.BOLD, "Who can " + verb + " " + ChangeView.describe(topic));
    if (answer.holders().isEmpty()) {
      page.line("  nobody");
    }
    answer.holders().forEach(holder -> holder(page, holder));
    answer.remarks().forEach(remark -> page.prose(2, "note: ", Style.DIM, remark));
    return page.toString();
  }

  private static void holder(Page page, Answer.Holder holder) {
    page.add("  ").add(holder.isShadow() ? Style.WARN : Style.GOOD, holder.principal());
    if (holder.application() != null) {
      page.add(
          " (application "
              + holder.application().domain()
              + "/"
              + holder.application().name()
              + ")");
    }
    if (holder.isShadow()) {
      page.add(Style.WARN, " by no manifest");
    }
    page.end();
    if (!holder.hosts().contains("*")) {
      page.line("      only from " + String.join(", ", holder.hosts()));
    }
    if (!holder.exceptedHosts().isEmpty()) {
      page.line("      not from " + String.join(", ", holder.exceptedHosts()));
    }
    if (holder.isTopicOnly()) {
      page.line("      without a right on any consumer group, so it cannot commit offsets");
    }
    holder.because().forEach(because -> page.line(Style.DIM, "      " + because));
  }

  /// For machines; described by `docs/reference/who-can.schema.json`.
  public static String json(Answer answer) {
    ObjectNode root =
        Json.document("weft.who-can")
            .put("cluster", answer.cluster())
            .put("topic", answer.topic())
            .put("operation", answer.operation().name());
    ArrayNode holders = root.putArray("holders");
    for (Answer.Holder holder : answer.holders()) {
      ObjectNode node = holders.addObject().put("principal", holder.principal());
      node.put(
          "application", holder.application() == null ? null : holder.application().toString());
      node.put("topicOnly", holder.isTopicOnly()).put("shadow", holder.isShadow());
      holder.hosts().forEach(node.putArray("hosts")::add);
      holder.exceptedHosts().forEach(node.putArray("exceptedHosts")::add);
      holder.because().forEach(because -> because(node.withArray("because"), because));
    }
    answer.remarks().forEach(root.putArray("remarks")::add);
    return Json.print(root);
  }

  private static void because(ArrayNode array, Answer.Because because) {
    ObjectNode node =
        array
            .addObject()
            .put("pattern", because.pattern().text())
            .put("binding", because.acl().toString());
    ArrayNode manifests = node.putArray("manifests");
    because.manifests().forEach(place -> manifests.add(Json.location(place)));
  }
}
