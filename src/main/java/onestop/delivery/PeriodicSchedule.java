package onestop.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import onestop.node.NodeJudged;
import onestop.node.NodeState;
import onestop.node.PeriodicWork;
import onestop.node.PeriodicWork.Rhythm;
import onestop.store.Vendor;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * Schedules every {@link PeriodicWork} bean. The scheduler's store is the database: in a cluster
 * each run takes place on one node, and another node takes over the work of a dead one.
 *
 * <p>With {@code onestop.periodic.enabled=false} nothing is scheduled: a simulation or a test calls
 * the work when its simulated time has come.
 */
@Configuration(proxyBeanMethods = false)
class PeriodicSchedule {
  static final String GROUP = "onestop";
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicSchedule.class);

  private final List<PeriodicWork> works;
  private final ObjectProvider<Scheduler> scheduler;
  private final ZoneId zone;
  private final NodeState node;
  private final boolean enabled;

  /** The longest time that the end of the program waits for a run in progress. */
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);

  /** Read-locked by each run. */
  private final ReadWriteLock running = new ReentrantReadWriteLock();

  @GuardedBy("this")
  private boolean ready;

  PeriodicSchedule(
      ObjectProvider<PeriodicWork> works,
      ObjectProvider<Scheduler> scheduler,
      ZoneId zone,
      NodeState node,
      @Value("${onestop.periodic.enabled:true}") boolean enabled) {
    this.works = works.stream().toList();
    this.scheduler = scheduler;
    this.zone = zone;
    this.node = node;
    this.enabled = enabled;
  }

  /**
   * The scheduler's store by vendor: only PostgreSQL can have several nodes. A node without
   * periodic work has no threads for it, because their end takes half a second.
   */
  @Bean
  static SchedulerFactoryBeanCustomizer storeByVendor(
      DataSource source, @Value("${onestop.periodic.enabled:true}") boolean enabled) {
    return factory -> {
      boolean postgres = Vendor.of(source) == Vendor.POSTGRESQL;
      String delegate = postgres ? "PostgreSQLDelegate" : "StdJDBCDelegate";
      Properties properties = new Properties();
      properties.setProperty("org.quartz.scheduler.instanceName", "onestop");
      properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
      if (enabled) {
        properties.setProperty("org.quartz.threadPool.threadCount", "3");
      } else {
        factory.setTaskExecutor(new SyncTaskExecutor()); // nothing is handed to it: never started
      }
      properties.setProperty(
          "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore." + delegate);
      properties.setProperty("org.quartz.jobStore.isClustered", String.valueOf(postgres));
      factory.setQuartzProperties(properties);
      factory.setSchedulerName("onestop");
      factory.setAutoStartup(false); // started below, once the work is known and may run
      // the scheduler waits without end for a job whose end it cannot store: see end()
      factory.setWaitForJobsToCompleteOnShutdown(false);
    };
  }

  /**
   * Schedules work that is new or whose rhythm has changed, and removes work that no longer exists.
   */
  @EventListener(ApplicationReadyEvent.class)
  synchronized void schedule() throws SchedulerException {
    Scheduler quartz = scheduler.getIfAvailable();
    if (!enabled || quartz == null) {
      return;
    }
    Set<String> names = works.stream().map(PeriodicWork::name).collect(Collectors.toSet());
    if (names.size() != works.size()) {
      throw new IllegalStateException("two periodic works of one name among " + names);
    }
    for (JobKey key : quartz.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
      if (!names.contains(key.getName())) {
        quartz.deleteJob(key);
      }
    }
    for (PeriodicWork work : works) {
      Trigger present = quartz.getTrigger(TriggerKey.triggerKey(work.name(), GROUP));
      if (present == null || !hasRhythm(present, work.rhythm())) {
        quartz.scheduleJob(job(work), Set.of(trigger(work)), true);
        LOG.info("scheduled {} {}", work.name(), work.rhythm());
      }
    }
    ready = true;
    runOrRest();
  }

  /**
   * Stops the scheduler on a node with a wrong clock, which would run the cluster's work at wrong
   * times. A run in progress is finished.
   */
  @EventListener(NodeJudged.class)
  synchronized void runOrRest() throws SchedulerException {
    Scheduler quartz = scheduler.getIfAvailable();
    if (!ready || quartz == null) {
      return;
    }
    if (!node.isAtWork()) {
      quartz.standby();
    } else if (!quartz.isStarted() || quartz.isInStandbyMode()) {
      quartz.start();
    }
  }

  /** Waits for the runs in progress, at most {@link #LONGEST_RUN}; no other one begins. */
  @EventListener(ContextClosedEvent.class)
  void end() throws SchedulerException, InterruptedException {
    Scheduler quartz = scheduler.getIfAvailable();
    if (!enabled || quartz == null || quartz.isShutdown()) {
      return;
    }
    quartz.standby();
    if (running.writeLock().tryLock(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS)) {
      running.writeLock().unlock();
    } else {
      LOG.warn("periodic work still runs after {}", LONGEST_RUN);
    }
  }

  private static JobDetail job(PeriodicWork work) {
    return JobBuilder.newJob(PeriodicJob.class).withIdentity(work.name(), GROUP).build();
  }

  private Trigger trigger(PeriodicWork work) {
    TriggerBuilder<Trigger> builder = TriggerBuilder.newTrigger().withIdentity(work.name(), GROUP);
    if (work.rhythm() instanceof Rhythm.Every every) {
      var schedule =
          SimpleScheduleBuilder.simpleSchedule()
              .withIntervalInMilliseconds(every.interval().toMillis())
              .repeatForever()
              // After an outage: one run now, then the old rhythm.
              .withMisfireHandlingInstructionNowWithRemainingCount();
      return builder.withSchedule(schedule).build();
    }
    String expression = ((Rhythm.Cron) work.rhythm()).expression();
    var schedule =
        CronScheduleBuilder.cronSchedule(expression)
            .inTimeZone(TimeZone.getTimeZone(zone))
            .withMisfireHandlingInstructionFireAndProceed();
    return builder.withSchedule(schedule).build();
  }

  private boolean hasRhythm(Trigger trigger, Rhythm rhythm) {
    Date next = trigger.getNextFireTime();
    if (next == null) {
      return false;
    } else if (rhythm instanceof Rhythm.Every every) {
      return trigger instanceof SimpleTrigger simple
          && simple.getRepeatInterval() == every.interval().toMillis();
    }
    return trigger instanceof CronTrigger cron
        && cron.getCronExpression().equals(((Rhythm.Cron) rhythm).expression())
        && cron.getTimeZone().toZoneId().equals(zone);
  }

  /**
   * The job class named in the scheduler's store: finds the work by the name of the job and runs
   * it.
   */
  @org.quartz.DisallowConcurrentExecution
  static final class PeriodicJob implements Job {
    private final List<PeriodicWork> works;
    private final NodeState node;
    private final Lock running;

    PeriodicJob(ObjectProvider<PeriodicWork> works, NodeState node, PeriodicSchedule schedule) {
      this.works = works.stream().toList();
      this.node = node;
      this.running = schedule.running.readLock();
    }

    @Override
    public void execute(org.quartz.JobExecutionContext context) {
      String name = context.getJobDetail().getKey().getName();
      for (PeriodicWork work : works) {
        if (work.name().equals(name)) {
          if (!node.isAtWork()) {
            LOG.warn("{} is left to a node whose clock is right", name);
            return;
          }
          running.lock();
          try {
            run(work);
          } finally {
            running.unlock();
          }
          return;
        }
      }
      LOG.warn("{} is scheduled, but not known to this node", name);
    }

    private static void run(PeriodicWork work) {
      try {
        work.work().run();
      } catch (RuntimeException e) {
        LOG.error("periodic work {} failed; it runs again in its rhythm", work.name(), e);
      }
    }
  }
}
