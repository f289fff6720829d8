package onestop.web.conditions;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Gives every representation that the API reads its entity tag, and answers 304 without a body to
 * whoever has it; a part of a list names the next one. A handler that sets a tag of its own keeps
 * it.
 */
@RestControllerAdvice
class EntityTags implements ResponseBodyAdvice<Object> {
  private final ObjectMapper mapper;

  EntityTags(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Whether the answer is one representation of the thing at its address. */
  static boolean isRepresentation(MethodParameter answer) {
    Class<?> type = answer.getParameterType();
    return type.isRecord() || List.class.isAssignableFrom(type);
  }

  @Override
  public boolean supports(
      MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
    return MappingJackson2HttpMessageConverter.class.isAssignableFrom(converter)
        && isRepresentation(answer)
        && !ResponseEntity.class.isAssignableFrom(answer.getParameterType());
  }

  /** The address of the next part, with the parameters that this one was asked for by. */
  private static String next(
      ServletServerHttpRequest request, Continued.Further further, @Nullable Part asked) {
    boolean byCursor = asked != null;
    String name = byCursor ? Parts.CURSOR : further.name();
    String value = byCursor ? Parts.cursor(further) : further.value();
    URI address =
        UriComponentsBuilder.fromUri(request.getURI())
            .scheme(null)
            .host(null)
            .port(null)
            .replaceQueryParam(byCursor ? name : further.instead())
            .replaceQueryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8))
            .build(true)
            .toUri();
    return "<" + address + ">; rel=\"next\"";
  }

  private EntityTag tag(Object body) {
    RecordComponent[] members = body.getClass().getRecordComponents();
    return EntityTag.of(
        members == null ? List.of() : Arrays.stream(members).map(RecordComponent::getName).toList(),
        mapper.valueToTree(body));
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter answer,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body == null
        || !HttpMethod.GET.equals(request.getMethod())
        || !(request instanceof ServletServerHttpRequest servlet)
        || !Paths.isApi(servlet.getServletRequest())) {
      return body;
    }
    Object shown = part(body, servlet, response);
    EntityTag tag = tag(shown instanceof Tagged part ? part.tagged() : shown);
    if (servlet.getServletRequest() instanceof Reading asked) {
      asked.keep(tag);
      return null;
    }
    response.getHeaders().setETag(tag.header());
    String known = request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH);
    if (known != null && tag.isAmong(known)) {
      response.setStatusCode(HttpStatus.NOT_MODIFIED);
      return null;
    }
    return shown;
  }

  /** What of the body is answered: of a list that does not go on by itself, the part asked for. */
  private static Object part(
      Object body, ServletServerHttpRequest request, ServerHttpResponse response) {
    Part asked = Part.kept(request.getServletRequest());
    if (body instanceof Continued part) {
      if (part.further() != null) {
        response.getHeaders().add(HttpHeaders.LINK, next(request, part.further(), asked));
      }
      return body;
    }
    if (asked == null || !(body instanceof List<?> all)) {
      return body;
    }
    Part.Cut cut = asked.of(all);
    if (cut.next() != null) {
      Continued.Further further = new Continued.Further(Parts.CURSOR, cut.next());
      response.getHeaders().add(HttpHeaders.LINK, next(request, further, asked));
    }
    return cut.elements();
  }
}
