// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.export;

import dev.weft.catalog.http.Api;
import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.product.Products;
import dev.weft.catalog.store.Documents;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// A port as a document of another standard: YAML, or JSON for those who ask for it.
@Path(Api.ROOT + "/products/{domain}/{product}/ports/{port}/exports")
class ExportResource {

  private static final String PORT = "name and major version, such as `enriched@v1`";
  private static final String AS_FILE =
      "The answer is a file with a name; `Accept` chooses between YAML, the default, and JSON.";

  private final Documents documents;
  private final Exports exports;

  ExportResource(Documents documents, Exports exports) {
    this.documents = documents;
    this.exports = exports;
  }

  @GET
  @Path("odcs")
  @Operation(
      operationId = "exportOdcs",
      summary = "The port as an Open Data Contract Standard 3.1.0 contract",
      description = AS_FILE)
  @APIResponse(
      responseCode = "200",
      description = "the contract",
      content = {
        @Content(mediaType = Standard.Media.YAML, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = Standard.Media.JSON, schema = @Schema(type = SchemaType.OBJECT))
      })
  public Response odcs(
      @PathParam("domain") String domain,
      @PathParam("product") String product,
      @Parameter(description = PORT) @PathParam("port") String port,
      @Context Request request) {
    return answer(Standard.ODCS, domain, product, port, request);
  }

  @GET
  @Path("asyncapi")
  @Operation(
      operationId = "exportAsyncApi",
      summary = "The port as an AsyncAPI 3.0.0 document with Kafka bindings",
      description = AS_FILE)
  @APIResponse(
      responseCode = "200",
      description = "the document",
      content = {
        @Content(mediaType = Standard.Media.YAML, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = Standard.Media.JSON, schema = @Schema(type = SchemaType.OBJECT)),
        @Content(
            mediaType = Standard.Media.ASYNCAPI_YAML,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = Standard.Media.ASYNCAPI_JSON,
            schema = @Schema(type = SchemaType.OBJECT))
      })
  public Response asyncApi(
      @PathParam("domain") String domain,
      @PathParam("product") String product,
      @Parameter(description = PORT) @PathParam("port") String port,
      @Context Request request) {
    return answer(Standard.ASYNCAPI, domain, product, port, request);
  }

  private Response answer(
      Standard standard, String domain, String name, String local, Request request) {
    ProductDocument product = documents.requireProduct(domain, name);
    PortDocument port = Products.requirePort(product, local);
    Variant chosen = request.selectVariant(standard.variants());
    if (chosen == null) {
      throw notWritten(standard);
    }
    MediaType type = chosen.getMediaType();
    String text = Standard.text(standard.document(exports.of(product, port)), type);
    return Response.ok(text, type.withCharset("utf-8"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + standard.fileName(product, port, type) + "\"")
        .build();
  }

  private static ProblemException notWritten(Standard standard) {
    String types =
        standard.variants().stream()
            .map(variant -> "`" + variant.getMediaType() + "`")
            .collect(Collectors.joining(", "));
    return new ProblemException(
        Response.Status.NOT_ACCEPTABLE.getStatusCode(),
        "not-acceptable",
        "Not written as that",
        "This is written as %s. Name one of them in `Accept`.".formatted(types));
  }
}
