// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.forge.Person;
import dev.weft.catalog.identity.Caller;
import dev.weft.catalog.identity.Callers;
import jakarta.enterprise.context.RequestScoped;

/// Who asks, as the forge knows people.
@RequestScoped
class People {

  private final Callers callers;

  People(Callers callers) {
    this.callers = callers;
  }

  /// The person or machine that asks; where reading is open to everybody, perhaps nobody.
  Person current() {
    return of(callers.current());
  }

  static Person of(Caller caller) {
    return caller.isKnown()
        ? Person.of(caller.name(), caller.displayName(), caller.email(), caller.teams())
        : Person.of("anonymous", "Anonymous", null, java.util.List.of());
  }
}
