// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.resource.Owner;

/// An existing resource that `weft import` takes into the inventory.
///
/// @param owner who it will belong to
/// @param change what is taken over
public record Adoption(Owner owner, Change.Adopt change) {}
