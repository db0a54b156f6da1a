// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/// The API as a whole.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Weft daemon",
            version = "1",
            description =
                "Plans for change requests, what has become of what was merged, and operating the"
                    + " daemon. Every answer that is no success is a problem after RFC 9457."),
    security = @SecurityRequirement(name = "token"),
    components =
        @Components(
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = "token",
                    type = SecuritySchemeType.HTTP,
                    scheme = "bearer",
                    bearerFormat = "JWT",
                    description =
                        "A token of the realm with audience `weft-daemon`. Roles of the client"
                            + " `weft-daemon`: `read`; `plan` and `operate`, which may read too."),
            responses =
                @APIResponse(
                    name = DaemonApi.PROBLEM,
                    description = "What went wrong, after RFC 9457",
                    content =
                        @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))))
public class DaemonApi extends Application {

  static final String PROBLEM = "Problem";
}
