package onestop.web.conditions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import onestop.desk.reading.DossierAccess;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.DossierLocks;
import onestop.store.Sql;
import onestop.store.Vendor;
import onestop.web.reach.LookupGate;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Locks what a call would change until its transaction ends: the dossier, against every other act
 * on it, and anything else against other calls under a condition. Other things have no row of their
 * own that every act on them locks, so their lock is the kind of thing: one in this process, as the
 * embedded database needs no more, and one of the server's where nodes share a server.
 */
@Component
class ThingLocks {
  /** The longest time that a call waits for another one. */
  private static final long SECONDS = 10;

  private final DossierLocks dossiers;
  private final DossierAccess access;
  private final Sql sql;
  private final Map<String, ReentrantLock> kinds = new ConcurrentHashMap<>();

  ThingLocks(DossierLocks dossiers, DossierAccess access, Sql sql) {
    this.dossiers = dossiers;
    this.access = access;
    this.sql = sql;
  }

  /**
   * Locks what the handler would change, in the caller's transaction.
   *
   * @throws Failure {@code web/thing-held} if another call holds it for too long
   */
  void lock(HandlerMethod handler, HttpServletRequest request) {
    PersonalData mark = LookupGate.mark(handler);
    Optional<DossierCode> dossier = mark == null ? Optional.empty() : dossier(mark, request);
    if (dossier.isPresent()) {
      dossiers.lockInOrder(List.of(dossier.get()));
    } else {
      lock(handler.getBeanType().getName());
    }
  }

  private Optional<DossierCode> dossier(PersonalData mark, HttpServletRequest request) {
    boolean byCode = mark.value() == Of.DOSSIER || mark.value() == Of.OPINION;
    String named = variable(request, byCode ? "code" : "id");
    if (named == null) {
      return Optional.empty();
    }
    return switch (mark.value()) {
      case DOSSIER, OPINION -> Optional.of(new DossierCode(named));
      case LETTER -> access.dossierOfLetter(named);
      case WORK_ITEM -> access.dossierOfWorkItem(named);
      case NOBODY, LISTED -> Optional.empty();
    };
  }

  private static @Nullable String variable(HttpServletRequest request, String name) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Object value = variables instanceof Map<?, ?> map ? map.get(name) : null;
    return value == null ? null : value.toString();
  }

  private static Failure held() {
    return Failure.of(Failure.Kind.BUSY, "web", "thing-held", "seconds", SECONDS);
  }

  private void lock(String kind) {
    ReentrantLock lock = kinds.computeIfAbsent(kind, key -> new ReentrantLock());
    try {
      if (!lock.tryLock(SECONDS, TimeUnit.SECONDS)) {
        throw held();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw held().causedBy(e);
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            lock.unlock();
          }
        });
    if (sql.vendor() == Vendor.POSTGRESQL) {
      sql.client()
          .sql("select pg_advisory_xact_lock(?)")
          .param((long) ("if-match " + kind).hashCode())
          .query(row -> {});
    }
  }
}
