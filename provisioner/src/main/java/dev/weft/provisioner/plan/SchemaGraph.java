// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which wanted schema refers to which.
final class SchemaGraph {

  private final Context context;
  private final List<Desired.Schema> leafFirst = new ArrayList<>();
  private final Map<ResourceKey.Artifact, State> states = new HashMap<>();
  private final Set<ResourceKey.Artifact> cyclic = new HashSet<>();

  private enum State {
    OPEN,
    DONE
  }

  SchemaGraph(Context context) {
    this.context = context;
    for (Desired desired : context.compared()) {
      if (desired instanceof Desired.Schema schema) {
        visit(schema);
      }
    }
  }

  /// Every wanted schema, behind those it refers to.
  List<Desired.Schema> leafFirst() {
    return leafFirst;
  }

  boolean isInCycle(ResourceKey.Artifact key) {
    return cyclic.contains(key);
  }

  /// Walks without recursion: a long chain of references must not overflow the stack.
  private void visit(Desired.Schema root) {
    Deque<Desired.Schema> stack = new ArrayDeque<>();
    stack.push(root);
    while (!stack.isEmpty()) {
      Desired.Schema schema = stack.peek();
      State state = states.get(schema.key());
      if (state == null) {
        states.put(schema.key(), State.OPEN);
        schema.references().forEach(reference -> enter(schema, reference.artifact(), stack));
      } else {
        stack.pop();
        if (state == State.OPEN) {
          states.put(schema.key(), State.DONE);
          leafFirst.add(schema);
        }
      }
    }
  }

  private void enter(
      Desired.Schema schema, ResourceKey.Artifact target, Deque<Desired.Schema> stack) {
    State state = states.get(target);
    if (state == State.OPEN) {
      cyclic.add(schema.key());
      cyclic.add(target);
    } else if (state == null && context.wanted(target) instanceof Desired.Schema next) {
      stack.push(next);
    }
  }
}
