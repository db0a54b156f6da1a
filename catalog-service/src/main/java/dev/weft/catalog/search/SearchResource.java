// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.http.Api;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Finding products.
@Path(Api.ROOT)
@Produces(MediaType.APPLICATION_JSON)
class SearchResource {

  private final Search search;
  private final Suggest suggest;

  SearchResource(Search search, Suggest suggest) {
    this.search = search;
    this.suggest = suggest;
  }

  @GET
  @Path("search")
  @Operation(operationId = "search", summary = "Products that fit words and filters")
  public SearchPage search(@BeanParam SearchRequest request) {
    return search.find(request.question());
  }

  @GET
  @Path("suggest")
  @Operation(operationId = "suggest", summary = "What somebody who is typing may mean")
  public Suggestions suggest(@QueryParam("q") @DefaultValue("") String typed) {
    return suggest.of(typed);
  }
}
