// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.Application;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.regex.Pattern;

/// Applications to SCRAM users, on the clusters they produce to or consume from.
final class ScramUsers {

  private static final String USER = "User:";

  /// What needs no quoting in a client's configuration.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+-]{1,200}");

  private ScramUsers() {}

  static void add(Application application, Resources resources) {
    if (application.type() != Application.Type.SCRAM) {
      return;
    }
    String principal = application.principal();
    if (!principal.startsWith(USER)
        || !NAME.matcher(principal.substring(USER.length())).matches()) {
      resources.report(
          Diagnostic.error(
              application.location(),
              "client/not-a-user",
              "An application that logs in by SCRAM is a user with a plain name, and the principal `%s` is none."
                  .formatted(principal),
              "write it as `User:...`, with letters, digits and `.`, `_`, `-`, `@`, `+`"));
      return;
    }
    String user = principal.substring(USER.length());
    for (String cluster : resources.clustersOf(application.name())) {
      boolean isNew =
          resources.add(
              new Desired.ScramUser(
                  new ResourceKey.ScramUser(cluster, user),
                  Owner.of(application.name()),
                  application.location()));
      if (!isNew) {
        return;
      }
    }
  }
}
