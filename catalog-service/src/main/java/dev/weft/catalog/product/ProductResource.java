// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.http.Api;
import dev.weft.catalog.store.Documents;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// Products, their schemas and their consumers.
@Path(Api.ROOT + "/products/{domain}/{product}")
@Produces(MediaType.APPLICATION_JSON)
class ProductResource {

  private final Products products;
  private final Consumers consumers;
  private final Documents documents;

  ProductResource(Products products, Consumers consumers, Documents documents) {
    this.products = products;
    this.consumers = consumers;
    this.documents = documents;
  }

  @GET
  @Operation(operationId = "getProduct", summary = "The page of a data product")
  public Product get(@PathParam("domain") String domain, @PathParam("product") String product) {
    return products.page(domain, product);
  }

  @GET
  @Path("consumers")
  @Operation(operationId = "listConsumers", summary = "Who has a grant, and whether they use it")
  public List<Consumer> consumers(
      @PathParam("domain") String domain, @PathParam("product") String product) {
    return consumers.of(domain, product);
  }

  @GET
  @Path("ports/{port}/schema")
  @Operation(operationId = "getPortSchema", summary = "The schema of a port's values")
  public PortSchemaView schema(
      @PathParam("domain") String domain,
      @PathParam("product") String product,
      @Parameter(description = "name and major version, such as `enriched@v1`") @PathParam("port")
          String port) {
    return PortViews.schema(Products.requirePort(documents.requireProduct(domain, product), port));
  }
}
