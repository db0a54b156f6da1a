// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.daemon.source.Revision;
import dev.weft.governance.Verdict;
import dev.weft.provisioner.environment.Goal;

/// What a pass makes so.
///
/// @param revision the commit it comes from
/// @param goal what the commit wants of the environment
/// @param verdict what policies say of it before it is applied
/// @param scan what policies say of it where it is
public record Work(Revision revision, Goal goal, Verdict verdict, Verdict scan) {}
