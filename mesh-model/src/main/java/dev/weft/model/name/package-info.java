// SPDX-License-Identifier: Apache-2.0
/// Names and addresses: domains, products, ports, applications, URNs.
@NullMarked
package dev.weft.model.name;

import org.jspecify.annotations.NullMarked;
