// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.http.Problem.FieldProblem;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a form, field by field.
final class FieldProblems {

  private final List<FieldProblem> problems = new ArrayList<>();

  void add(String field, String message) {
    problems.add(new FieldProblem(field, message));
  }

  List<FieldProblem> all() {
    return List.copyOf(problems);
  }
}
