package onestop.web.conditions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import onestop.desk.Caller;
import onestop.desk.reading.ReadingScope;
import onestop.desk.reading.ReadingScopes;
import onestop.engine.EngineClock;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.node.NodeState;
import onestop.node.PeriodicWork;
import onestop.web.conditions.CallKeys.Answer;
import onestop.web.conditions.CallKeys.Call;
import onestop.web.conditions.CallKeys.Found;
import onestop.web.conditions.CallKeys.Turn;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries out an act of the API once for each {@code Idempotency-Key} of an officer, as the
 * Internet draft of that header has it. Whoever sends the same call again within a day gets the
 * first answer again; another call under the key is refused with 422, and one whose first is still
 * at work with 409. A refused act did nothing, and its key is free again. A call is what it asks
 * for and what its caller may do and read: whoever has other roles or another scope by now does not
 * get the answer of before.
 *
 * <p>What is true if we die: act and answer are one transaction, so that a repeated call finds both
 * or neither. An act {@linkplain Repeatable.How#IN_PARTS in parts} commits each part by itself.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1) // around the transaction of a call under If-Match
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class KeyedCalls extends OncePerRequestFilter {
  /** The header that names the key. */
  public static final String HEADER = "Idempotency-Key";

  /** The most characters of a key. */
  public static final int LONGEST_KEY = 120;

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final CallKeys keys;
  private final TransactionTemplate transaction;
  private final Handlers handlers;
  private final HandlerExceptionResolver refusals;
  private final NodeState node;
  private final EngineClock engine;
  private final ReadingScopes scopes;

  KeyedCalls(
      CallKeys keys,
      PlatformTransactionManager transactions,
      Handlers handlers,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals,
      NodeState node,
      EngineClock engine,
      ReadingScopes scopes) {
    this.keys = keys;
    this.transaction = new TransactionTemplate(transactions);
    this.handlers = handlers;
    this.refusals = refusals;
    this.node = node;
    this.engine = engine;
    this.scopes = scopes;
  }

  /** Removes old keys every hour. */
  @Configuration(proxyBeanMethods = false)
  static class Sweep {
    @Bean
    PeriodicWork sweepCallKeys(CallKeys keys) {
      return PeriodicWork.every(BETWEEN_SWEEPS, "sweep-call-keys", keys::sweep);
    }
  }

  /** What went wrong on the way through the other filters and the handler. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Thrown(Exception why) {
      super(why);
    }
  }

  /** Whether an act of the API is carried out once for each key. */
  public static boolean takesKey(HandlerMethod handler) {
    return handler.hasMethodAnnotation(PostMapping.class);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.POST.matches(request.getMethod())
        || request.getHeader(HEADER) == null
        || !Paths.isApi(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller = caller();
    HandlerMethod handler = handlers.of(request);
    How how = Handlers.how(handler);
    if (caller == null || handler == null || how == How.BY_ITS_OWN_ROW) {
      chain.doFilter(request, response);
      return;
    }
    try (KeptBody body = KeptBody.of(request, rights(caller))) {
      Found found = keys.take(new Call(caller.id(), key(request), body.digest()));
      if (found.answer() != null) {
        send(found.answer(), response);
        return;
      }
      Turn turn = Objects.requireNonNull(found.turn());
      ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
      boolean done = false;
      try {
        done =
            how == How.IN_PARTS
                ? inParts(turn, body, answer, chain)
                : atOnce(turn, body, answer, chain);
      } finally {
        if (!done) {
          keys.giveUp(turn);
        }
      }
      answer.copyBodyToResponse();
    } catch (Thrown thrown) {
      rethrow(thrown.getCause());
    } catch (RuntimeException refused) {
      response.reset();
      if (refusals.resolveException(request, response, handler, refused) == null) {
        throw refused;
      }
    }
  }

  private static void rethrow(@Nullable Throwable cause) throws ServletException, IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof ServletException servlet) {
      throw servlet;
    }
    throw new IllegalStateException(cause);
  }

  private static String key(HttpServletRequest request) {
    String key = Objects.requireNonNullElse(request.getHeader(HEADER), "").strip();
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw Failure.badInput("web", "key-unreadable", "max", LONGEST_KEY);
    }
    return key;
  }

  private static @Nullable Caller caller() {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    return login != null && login.getPrincipal() instanceof SignedIn officer
        ? officer.caller()
        : null;
  }

  /** What the caller may do and read now, in one order. */
  private String rights(Caller caller) {
    ReadingScope scope = scopes.of(caller);
    return new TreeSet<>(caller.roles())
        + " "
        + caller.officer().agency()
        + " "
        + sorted(scope.works())
        + " "
        + sorted(scope.oversees())
        + " "
        + scope.wholeCity();
  }

  private static List<String> sorted(Set<AgencyCode> codes) {
    return codes.stream().map(AgencyCode::value).sorted().toList();
  }

  /** Acts and keeps the answer in one transaction; false if nothing was done. */
  private boolean atOnce(
      Turn turn, KeptBody body, ContentCachingResponseWrapper answer, FilterChain chain) {
    node.requireWork();
    engine.align();
    Boolean done =
        transaction.execute(
            status -> {
              act(body, answer, chain);
              return keep(turn, answer, status);
            });
    return Boolean.TRUE.equals(done);
  }

  private boolean keep(Turn turn, ContentCachingResponseWrapper answer, TransactionStatus status) {
    if (isRefused(answer)) {
      status.setRollbackOnly();
      return false;
    }
    keys.answer(turn, answer(answer));
    return true;
  }

  private boolean inParts(
      Turn turn, KeptBody body, ContentCachingResponseWrapper answer, FilterChain chain) {
    act(body, answer, chain);
    if (isRefused(answer)) {
      return false;
    }
    keys.answer(turn, answer(answer));
    return true;
  }

  private static void act(KeptBody body, ContentCachingResponseWrapper answer, FilterChain chain) {
    try {
      chain.doFilter(body, answer);
    } catch (IOException | ServletException e) {
      throw new Thrown(e);
    }
  }

  private static boolean isRefused(HttpServletResponse answer) {
    return answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
  }

  private static Answer answer(ContentCachingResponseWrapper answer) {
    return new Answer(
        answer.getStatus(),
        answer.getContentType(),
        answer.getHeader(HttpHeaders.LOCATION),
        Base64.getEncoder().encodeToString(answer.getContentAsByteArray()));
  }

  private static void send(Answer answer, HttpServletResponse response) {
    response.setStatus(answer.status());
    if (answer.location() != null) {
      response.setHeader(HttpHeaders.LOCATION, answer.location());
    }
    if (answer.type() != null) {
      response.setContentType(answer.type());
    }
    try {
      response.getOutputStream().write(Base64.getDecoder().decode(answer.body()));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
