// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

/// A pointer to an output port, perhaps to one that does not exist.
///
/// @param urn the port's
/// @param domain the product's domain
/// @param product the product's own name
/// @param port the port's name
/// @param major its major version
/// @param title the product's title; its name when the port is not known
/// @param isKnown whether the catalog has such a port
public record PortRef(
    String urn,
    String domain,
    String product,
    String port,
    int major,
    String title,
    boolean isKnown) {}
