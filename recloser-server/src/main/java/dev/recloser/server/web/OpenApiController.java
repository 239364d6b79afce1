package dev.recloser.server.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the API's description: the checked-in file, which a test keeps true. */
@RestController
final class OpenApiController {

  @GetMapping("/api/v1/openapi.json")
  ResponseEntity<Resource> openApi() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(new ClassPathResource("openapi.json"));
  }
}
