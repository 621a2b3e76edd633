package io.millrace.examples.desk;

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
    HttpStatus status =
        e instanceof NotFoundException ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT;
    return ProblemDetail.forStatusAndDetail(status, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(DataIntegrityViolationException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The customer is unknown.");
  }
}
