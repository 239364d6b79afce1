package dev.recloser.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recloser.server.web.ApiError;
import dev.recloser.server.web.Success;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;

/**
 * Tells springdoc what it cannot see: nulls, words, the envelope, the scheme, and the shape of
 * answers that leave as bytes. Not a configuration class, so that only {@link OpenApiTest} has it.
 */
@EnableAutoConfiguration // springdoc brings its own parts
class OpenApiShape {

  private static final String JSON = "application/json";
  private static final String SIGN_IN = "/api/v1/auth/sessions";
  private static final String COMMAND = "/api/v1/queues/{engine}/{queue}/breaker/{command}";

  @Bean
  SchemaNames schemaNames() {
    return new SchemaNames();
  }

  @Bean
  ModelResolver modelResolver(SchemaNames names) {
    return new ModelResolver(Json31.mapper(), names);
  }

  @Bean
  OpenApiCustomizer shape(SchemaNames names) {
    return api -> {
      api.info(new Info().title("Recloser").version("1"));
      api.setServers(null);
      api.getComponents()
          .addSecuritySchemes(
              "bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
      api.setSecurity(List.of(new SecurityRequirement().addList("bearer")));
      operation(api, SIGN_IN, true).setSecurity(List.of());
      var snapshot = operation(api, "/api/v1/snapshot", false);
      answer(api, snapshot, "dev.recloser.server.queues.SnapshotJson");
      snapshot
          .getResponses()
          .addApiResponse("304", new ApiResponse().description("Not changed since this ETag"));
      var command = operation(api, COMMAND, true);
      answer(api, command, "dev.recloser.server.breakers.QueueBreakerController$Answer");
      command.getParameters().stream()
          .filter(parameter -> parameter.getName().equals("command"))
          .forEach(parameter ->
              parameter.setSchema(
                  words(List.of("open", "close", "force-close", "probe", "mode"), false)));
      errors(api);
      api.getComponents().getSchemas().values().forEach(OpenApiShape::rename);
      var requests = requestSchemas(api);
      names.records().forEach((name, type) -> complete(api, name, type, requests.contains(name)));
    };
  }

  private static Operation operation(OpenAPI api, String path, boolean post) {
    var item = Objects.requireNonNull(api.getPaths().get(path), path);
    return post ? item.getPost() : item.getGet();
  }

  /** Describes an answer that the server writes as bytes. */
  private static void answer(OpenAPI api, Operation operation, String type) {
    try {
      var envelope = ResolvableType.forClassWithGenerics(Success.class, Class.forName(type));
      var content = new Content().addMediaType(JSON, new MediaType().schema(ref(api, envelope)));
      operation
          .getResponses()
          .addApiResponse("200", new ApiResponse().description("OK").content(content));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Schema<?> ref(OpenAPI api, ResolvableType type) {
    var resolved =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(type.getType()).resolveAsRef(true));
    resolved.referencedSchemas.forEach(api.getComponents().getSchemas()::putIfAbsent);
    return resolved.schema;
  }

  private static void errors(OpenAPI api) {
    var schema = ref(api, ResolvableType.forClass(ApiError.class));
    for (var item : api.getPaths().values()) {
      for (var operation : item.readOperations()) {
        var content = new Content().addMediaType(JSON, new MediaType().schema(schema));
        operation
            .getResponses()
            .addApiResponse("default", new ApiResponse().description("Error").content(content));
      }
    }
  }

  private static Set<String> requestSchemas(OpenAPI api) {
    Set<String> names = new LinkedHashSet<>();
    for (var item : api.getPaths().values()) {
      for (var operation : item.readOperations()) {
        var body = operation.getRequestBody();
        if (body != null) {
          var ref = body.getContent().values().iterator().next().getSchema().get$ref();
          names.add(ref.substring(ref.lastIndexOf('/') + 1));
        }
      }
    }
    return names;
  }

  /** The server writes snake_case; swagger's Jackson knows nothing of that. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Schema is raw in the model itself
  private static void rename(Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties != null) {
      Map<String, Schema> renamed = new TreeMap<>();
      properties.forEach((name, property) -> renamed.put(snake(name), property));
      schema.setProperties(renamed);
    }
  }

  /** Answers always hold every field, null or not; requests may leave out what may be null. */
  private static void complete(OpenAPI api, String name, Class<?> type, boolean request) {
    api.getComponents()
        .getSchemas()
        .forEach((key, schema) -> {
          boolean generic = type.getTypeParameters().length > 0 && key.startsWith(name);
          if ((key.equals(name) || generic) && type.isRecord()) {
            complete(name, type, schema, request);
          }
        });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Schema is raw in the model itself
  private static void complete(String name, Class<?> type, Schema schema, boolean request) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties == null) {
      return;
    }
    schema.setTypes(Set.of("object"));
    Set<String> required = new LinkedHashSet<>(properties.keySet());
    for (RecordComponent component : type.getRecordComponents()) {
      var property = snake(component.getName());
      if (!properties.containsKey(property)) {
        var unwrapped = component.getType(); // its fields stand beside this one's own
        complete(SchemaNames.nameOf(unwrapped), unwrapped, schema, request);
        continue;
      }
      var field = name + "." + property;
      boolean nullable =
          component.getAnnotatedType().isAnnotationPresent(Nullable.class)
              && !SchemaWords.NEEDED.contains(field);
      var words = SchemaWords.of(field);
      if (!words.isEmpty()) {
        properties.put(property, words(words, nullable));
      } else if (nullable) {
        properties.put(property, orNull(properties.get(property)));
      }
      boolean leftOut = component.getAccessor().isAnnotationPresent(JsonInclude.class);
      if (leftOut || (nullable && request)) {
        required.remove(property);
      }
    }
    schema.setRequired(new ArrayList<>(required));
  }

  private static Schema<?> words(List<String> words, boolean nullable) {
    var schema = new JsonSchema();
    List<Object> all = new ArrayList<>(words);
    Set<String> types = new LinkedHashSet<>(List.of("string")); // Set.of has no steady order
    schema.setTypes(types);
    if (nullable) {
      types.add("null");
      all.add(null);
    }
    schema.setEnum(all);
    return schema;
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() != null) {
      var none = new JsonSchema();
      none.setTypes(Set.of("null"));
      var either = new JsonSchema();
      either.setAnyOf(List.of(schema, none));
      return either;
    }
    Set<String> types = new LinkedHashSet<>();
    if (schema.getTypes() != null) {
      types.addAll(schema.getTypes());
      types.add("null");
      schema.setTypes(types);
    }
    return schema;
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
