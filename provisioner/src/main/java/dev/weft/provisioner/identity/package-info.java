// SPDX-License-Identifier: Apache-2.0
/// The identity provider: OAuth clients of applications in Keycloak, and the folder that hands
/// their secrets over. Nothing outside this package ever holds one of those secrets.
@NullMarked
package dev.weft.provisioner.identity;

import org.jspecify.annotations.NullMarked;
