package onestop.web.conditions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import onestop.engine.EngineClock;
import onestop.node.NodeState;
import onestop.web.conditions.Repeatable.How;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries out a call under {@code If-Match} in one transaction with the judgement of its condition,
 * and behind the {@linkplain ThingLocks lock} of the thing: of two calls under one tag at the same
 * moment the second one is refused. An act {@linkplain How#IN_PARTS in parts} commits each part by
 * itself, so its condition is judged before the first part.
 *
 * <p>What is true if we die: the act was done, under a condition that held, or nothing was.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class ConditionalCalls extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final Handlers handlers;
  private final ThingLocks locks;
  private final TransactionTemplate transaction;
  private final HandlerExceptionResolver refusals;
  private final NodeState node;
  private final EngineClock engine;

  ConditionalCalls(
      Handlers handlers,
      ThingLocks locks,
      PlatformTransactionManager transactions,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals,
      NodeState node,
      EngineClock engine) {
    this.handlers = handlers;
    this.locks = locks;
    this.transaction = new TransactionTemplate(transactions);
    this.refusals = refusals;
    this.node = node;
    this.engine = engine;
  }

  /** What went wrong on the way to the handler. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Thrown(Exception why) {
      super(why);
    }
  }

  /** Whether a call would change something, under a condition. */
  static boolean isConditional(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.IF_MATCH) != null
        && !READING.contains(request.getMethod())
        && Paths.isApi(request);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !isConditional(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HandlerMethod handler = handlers.of(request);
    if (handler == null || Conditions.judgesItself(handler) || Handlers.how(handler) != null) {
      chain.doFilter(request, response);
      return;
    }
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    try {
      node.requireWork();
      engine.align();
      transaction.executeWithoutResult(
          status -> {
            locks.lock(handler, request);
            act(request, answer, chain);
            if (answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
              status.setRollbackOnly();
            }
          });
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

  private static void act(
      HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain) {
    try {
      chain.doFilter(request, answer);
    } catch (IOException | ServletException e) {
      throw new Thrown(e);
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
}
