// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// The API as a whole.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Weft catalog",
            version = "1",
            description = "What exists in the mesh, whose it is, and how to get it."),
    components =
        @Components(
            responses =
                @APIResponse(
                    name = CatalogApi.PROBLEM,
                    description = "What went wrong, after RFC 9457",
                    content =
                        @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))))
public class CatalogApi extends Application {

  static final String PROBLEM = "Problem";
}
