package io.millrace.examples.desk;

import io.millrace.engine.ConcurrentChangeException;
import io.millrace.engine.ConflictException;
import io.millrace.engine.EngineException;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.NotAllowedException;
import io.millrace.engine.NotFoundException;
import io.millrace.model.MillraceException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is refused, as a client of HTTP expects it. */
@RestControllerAdvice
class Refusals {

  @ExceptionHandler
  ProblemDetail refused(MillraceException e) {
    return ProblemDetail.forStatusAndDetail(status(e), e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(DataIntegrityViolationException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The customer is unknown.");
  }

  static HttpStatus status(MillraceException e) {
    if (e instanceof NotFoundException) {
      return HttpStatus.NOT_FOUND;
    }
    if (e instanceof NotAllowedException denied) {
      return denied.answered() ? HttpStatus.FORBIDDEN : HttpStatus.SERVICE_UNAVAILABLE;
    }
    if (e instanceof InvalidStateException
        || e instanceof ConflictException
        || e instanceof ConcurrentChangeException) {
      return HttpStatus.CONFLICT;
    }
    if (e instanceof EngineException failed) {
      return failed.isTransient()
          ? HttpStatus.SERVICE_UNAVAILABLE
          : HttpStatus.INTERNAL_SERVER_ERROR;
    }
    return HttpStatus.UNPROCESSABLE_CONTENT;
  }
}
