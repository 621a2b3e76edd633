// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.KnowledgeArticle;
import io.millrace.model.Notification;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.CallerSource;
import io.millrace.plugin.port.DemandIds;
import io.millrace.plugin.port.KnowledgeBase;
import io.millrace.plugin.port.Notifier;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of host ports: good ports pass, and each planted mistake is found. */
class HostPortContractsTest {
  private static final Demand KNOWN = Demand.builder("D-1").title("Cannot log in").build();

  /** The stub keeps its own contract. */
  @Nested
  class KnowledgeTest extends KnowledgeBaseContract {
    @Override
    protected KnowledgeBase knowledgeBase() {
      return new ScriptedKnowledgeBase().knows("D-1", KnowledgeArticle.of("KB-1", "Log in"));
    }

    @Override
    protected Demand known() {
      return KNOWN;
    }
  }

  /** A notifier that remembers what it told. */
  @Nested
  class NotifierTest extends NotifierContract {
    private final Set<Notification> told = new HashSet<>();

    @Override
    protected Notifier notifier() {
      return told::add;
    }

    @Override
    protected long messages() {
      return told.size();
    }
  }

  /** The default ids. */
  @Nested
  class IdsTest extends DemandIdsContract {
    @Override
    protected DemandIds ids() {
      return DemandIds.fromContent();
    }

    @Override
    protected Demand one() {
      return Demand.builder().title("Disk full").source(DemandSource.MONITORING).build();
    }

    @Override
    protected Demand other() {
      return Demand.builder().title("Disk fuller").source(DemandSource.MONITORING).build();
    }
  }

  /** The stub of callers. */
  @Nested
  class CallersTest extends CallerSourceContract {
    private final SettableCaller callers = new SettableCaller();

    @Override
    protected CallerSource callers() {
      return callers;
    }

    @Override
    protected Caller somebody() {
      return new Caller("acme", "ann");
    }

    @Override
    protected <T> T signedIn(Caller who, Callable<T> work) throws Exception {
      callers.signIn(who.tenant(), who.actor());
      try {
        return work.call();
      } finally {
        callers.signOut();
      }
    }
  }

  /** A contract on a port of the running test. */
  private static final class Knowledge extends KnowledgeBaseContract {
    private final KnowledgeBase port;

    Knowledge(KnowledgeBase port) {
      this.port = port;
    }

    @Override
    protected KnowledgeBase knowledgeBase() {
      return port;
    }

    @Override
    protected Demand known() {
      return KNOWN;
    }
  }

  @Test
  void shouldFindMistakesOfKnowledgeBases() {
    KnowledgeArticle article = KnowledgeArticle.of("KB-1", "Log in");
    KnowledgeBase empty = (tenant, demands) -> Map.of();
    KnowledgeBase twice = (tenant, demands) -> Map.of("D-1", List.of(article, article));
    KnowledgeBase everywhere = (tenant, demands) -> Map.of(demands.get(0).id(), List.of(article));

    assertThatThrownBy(() -> new Knowledge(empty).shouldFindArticles())
        .hasMessageContaining("Expected articles for 'D-1'");
    assertThatThrownBy(() -> new Knowledge(twice).shouldNameEachArticleOnce())
        .hasMessageContaining("Expected each article once.");
    assertThatThrownBy(() -> new Knowledge(everywhere).shouldFindNothingForAnUnknownDemand())
        .hasMessageContaining("Expected no article");
    assertThatThrownBy(
            () -> new Knowledge(everywhere).shouldAnswerForSeveralDemandsAtOnceAsForEachAlone())
        .hasMessageContaining("whether a demand comes alone or with others");
  }

  @Test
  void shouldFindANotifierThatRepeatsItself() {
    AtomicInteger count = new AtomicInteger();
    NotifierContract contract =
        new NotifierContract() {
          @Override
          protected Notifier notifier() {
            return notification -> count.incrementAndGet();
          }

          @Override
          protected long messages() {
            return count.get();
          }
        };

    assertThatThrownBy(contract::shouldTellOnceWhatIsDeliveredAgain)
        .hasMessageContaining("Expected no further message");
    assertThatCode(contract::shouldCopeWithNobodyToTell).doesNotThrowAnyException();
  }

  @Test
  void shouldFindIdsThatChange() {
    AtomicInteger count = new AtomicInteger();
    DemandIdsContract contract =
        new DemandIdsContract() {
          @Override
          protected DemandIds ids() {
            return (tenant, demand) -> "id-" + count.incrementAndGet();
          }

          @Override
          protected Demand one() {
            return KNOWN;
          }

          @Override
          protected Demand other() {
            return KNOWN;
          }
        };

    assertThatThrownBy(contract::shouldGiveTheSameDemandTheSameIdWheneverItIsAsked)
        .hasMessageContaining("a demand that comes again is no new one");
  }

  @Nested
  class RecordingArchiveTest extends ArchiveContract {
    @Override
    protected Archive archive() {
      return new RecordingArchive();
    }

    @Override
    protected List<String> kept(Archive archive, String tenant) {
      return ((RecordingArchive) archive).kept(tenant);
    }
  }

  @Nested
  class ScriptedDemandIdsTest extends DemandIdsContract {
    @Override
    protected DemandIds ids() {
      return new ScriptedDemandIds().names("No mail", "MAIL-1");
    }

    @Override
    protected Demand one() {
      return Demand.builder().title("No mail").build();
    }

    @Override
    protected Demand other() {
      return Demand.builder().title("No phone").build();
    }
  }

  @Nested
  class SystemClockTest extends ClockContract {
    @Override
    protected Clock clock() {
      return Clock.systemUTC();
    }
  }

  @Nested
  class SettableClockContractTest extends ClockContract {
    @Override
    protected Clock clock() {
      return SettableClock.at(TestMillrace.START);
    }
  }
}
